import { ArrowUpRight, Download } from 'lucide-react';
import type { Annotation } from '#lib/domain/message.ts';
import { JsonTree } from '../json/json-tree.tsx';
import { Untrusted } from '../ui/bidi.tsx';
import { Icon } from '../ui/icon.tsx';
import type { Source } from './citations.ts';
import type { MessageContext } from './message-context.ts';
import { OutsideLink } from './outside-link.tsx';
import { safeUrl } from './safe-url.ts';

const LIST_LIMIT = 200;

/** The sources of a text by number, and below them the annotations they were read from. */
export function SourceList({
  sources,
  annotations,
  anchor,
  context,
}: {
  sources: Source[];
  annotations: Annotation[];
  anchor: (source: Source) => string;
  context: MessageContext;
}) {
  if (sources.length === 0) return null;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-1.5 border-t border-line pt-2.5">
      <ol aria-label="Sources" className="grid grid-cols-[minmax(0,1fr)] gap-px">
        {sources.slice(0, LIST_LIMIT).map((source) => (
          <li
            key={source.number}
            id={anchor(source)}
            className="-mx-1.5 grid grid-cols-[22px_minmax(0,1fr)_auto] items-baseline gap-1 rounded-chip px-1.5 py-1 text-meta target:bg-accent-soft hover:bg-hover"
          >
            <span className="inline-grid h-4 min-w-4 place-items-center justify-self-start rounded-chip bg-accent-soft px-1 text-[10.5px] leading-none font-semibold text-accent shadow-[inset_0_0_0_1px_var(--color-accent-line)]">
              {source.number}
            </span>
            <SourceText annotation={source.annotation} context={context} />
            <SourceAction annotation={source.annotation} context={context} />
          </li>
        ))}
      </ol>
      {sources.length > LIST_LIMIT ? (
        <p className="text-meta text-ink-2">{sources.length - LIST_LIMIT} more among the annotations below.</p>
      ) : null}
      <details className="text-meta">
        <summary className="w-max cursor-pointer py-[3px] text-ink-2 hover:text-ink">
          Annotations as received ({annotations.length})
        </summary>
        <div className="overflow-hidden rounded-control border border-line">
          <JsonTree value={annotations} label="Annotations" />
        </div>
      </details>
    </div>
  );
}

function SourceText({ annotation, context }: { annotation: Annotation; context: MessageContext }) {
  const { fileId, title, url, quote, text, type } = annotation;
  const name = fileId === null ? title : (context.fileName?.(fileId) ?? title);
  return (
    <span className="min-w-0 wrap-anywhere">
      {name === null ? null : (
        <span className="font-medium">
          <Untrusted text={name} />{' '}
        </span>
      )}
      {fileId === null ? null : (
        <span className="font-mono tracking-[-0.02em] text-ink-3">
          <Untrusted text={fileId} />{' '}
        </span>
      )}
      {url === null ? null : (
        <OutsideLink url={url}>
          <Untrusted text={url} />
        </OutsideLink>
      )}
      {quote === null || quote === '' ? null : (
        <span className="text-ink-2">
          {' '}
          “<bdi>{quote}</bdi>”
        </span>
      )}
      {fileId === null && url === null && name === null ? (
        <span className="text-ink-2">
          <Untrusted text={type} />
          {text === null ? null : (
            <>
              {' '}
              <Untrusted text={text} />
            </>
          )}
        </span>
      ) : null}
    </span>
  );
}

function SourceAction({ annotation, context }: { annotation: Annotation; context: MessageContext }) {
  const { fileId, type, url } = annotation;
  const look =
    'inline-grid size-6 place-items-center self-center rounded-chip text-ink-2 hover:bg-hover hover:text-ink';
  if (fileId !== null) {
    const name = context.fileName?.(fileId) ?? fileId;
    const made = type === 'file_path';
    return (
      <a
        href={context.fileUrl(fileId)}
        aria-label={`${made ? 'Download' : 'Open'} ${name}`}
        {...(made ? { download: name } : { target: '_blank', rel: 'noopener noreferrer' })}
        className={look}
      >
        <Icon of={made ? Download : ArrowUpRight} size={14} />
      </a>
    );
  }
  const safe = url === null ? null : safeUrl(url);
  if (safe === null) return <span />;
  return (
    <a href={safe} target="_blank" rel="noopener noreferrer nofollow" aria-label={`Open ${safe}`} className={look}>
      <Icon of={ArrowUpRight} size={14} />
    </a>
  );
}
