import { FileText } from 'lucide';
import type { Attachment } from '#lib/domain/message.ts';
import { Untrusted } from '../ui/bidi.tsx';
import { formatBytes } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import type { MessageContext } from './message-context.ts';

/** The files of a message as chips, each with the tools that may read it. */
export function Attachments({ attachments, context }: { attachments: Attachment[]; context: MessageContext }) {
  if (attachments.length === 0) return null;
  return (
    <ul aria-label="Attachments" className="flex flex-wrap gap-1.5">
      {attachments.map(({ fileId, tools }, i) => (
        <li key={i} className="min-w-0">
          <AttachmentChip fileId={fileId} tools={tools} context={context} />
        </li>
      ))}
    </ul>
  );
}

function AttachmentChip({ fileId, tools, context }: Attachment & { context: MessageContext }) {
  const look =
    'inline-flex min-h-[26px] max-w-full flex-wrap items-center gap-x-1.5 rounded-control border border-line bg-panel px-[9px] text-meta';
  const name = fileId === null ? null : (context.fileName?.(fileId) ?? null);
  const bytes = fileId === null ? null : (context.fileBytes?.(fileId) ?? null);
  const content = (
    <>
      <Icon of={FileText} size={14} className="text-ink-3" />
      {name === null ? null : <Untrusted text={name} />}
      {fileId === null ? 'File without an ID' : null}
      {fileId !== null && name === null ? (
        <span className="min-w-0 font-mono wrap-anywhere tracking-[-0.02em]">
          <Untrusted text={fileId} />
        </span>
      ) : null}
      {bytes === null ? null : <span className="text-ink-3">{formatBytes(bytes)}</span>}
      {tools.length > 0 ? (
        <span className="text-ink-3 max-desk:hidden">
          for <Untrusted text={tools.join(', ')} />
        </span>
      ) : null}
    </>
  );
  return fileId === null ? (
    <span className={look}>{content}</span>
  ) : (
    <a href={context.fileUrl(fileId)} download={name ?? fileId} title={fileId} className={`${look} hover:bg-hover`}>
      {content}
    </a>
  );
}
