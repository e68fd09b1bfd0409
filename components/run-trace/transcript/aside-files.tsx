import { originOf, type RunFile, timesCited } from '#lib/domain/run-files.ts';
import { shortId } from '#lib/domain/ids.ts';
import { Untrusted } from '../../ui/bidi.tsx';
import { formatBytes, formatCount } from '../../ui/format.ts';
import { AsideSection } from './aside-section.tsx';
import type { KnownFiles } from '../use-files.ts';

/** More files than this are counted; the drawer of the timeline lists them all. */
const SHOWN = 20;

const ORIGINS = { uploaded: 'uploaded', made: 'created here', unknown: '' };

/** The files of the run: names where they are known, and what the run has to do with them. */
export function AsideFiles({ files, fileUrl }: { files: KnownFiles; fileUrl: (file: string) => string }) {
  const more = files.files.length - SHOWN;
  return (
    <AsideSection title="Files">
      <ul>
        {files.files.slice(0, SHOWN).map((file) => (
          <li key={file.id}>
            <FileLink file={file} files={files} href={fileUrl(file.id)} />
          </li>
        ))}
      </ul>
      {more > 0 ? <p className="px-2 py-1 text-ink-2">{formatCount(more)} more</p> : null}
    </AsideSection>
  );
}

function FileLink({ file, files, href }: { file: RunFile; files: KnownFiles; href: string }) {
  const name = files.name(file.id);
  const bytes = files.bytes(file.id);
  const note = [
    bytes === null ? '' : formatBytes(bytes),
    ORIGINS[originOf(file) ?? 'unknown'],
    citedText(timesCited(file)),
  ]
    .filter(Boolean)
    .join(' · ');
  return (
    <a
      href={href}
      download={name ?? file.id}
      title={file.id}
      className="grid gap-px rounded-control px-2 py-1.5 hover:bg-hover"
    >
      <span className="min-w-0 wrap-anywhere">
        {name === null ? null : <Untrusted text={name} />}
        {note ? (
          <span className="text-ink-3">
            {name === null ? '' : ' · '}
            {note}
          </span>
        ) : null}
      </span>
      <span className="truncate font-mono tracking-[-0.02em] text-ink-3">
        <Untrusted text={shortId(file.id)} />
      </span>
    </a>
  );
}

function citedText(times: number): string {
  if (times === 0) return '';
  return times === 1 ? 'cited once' : `cited ${formatCount(times)} times`;
}
