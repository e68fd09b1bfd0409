'use client';

import { Ban } from 'lucide';
import { shortId } from '#lib/domain/ids.ts';
import type { Message, MessagePart } from '#lib/domain/message.ts';
import { JsonText } from '../json/json-text.tsx';
import { JsonTree } from '../json/json-tree.tsx';
import { StatusBadge } from '../status/status.tsx';
import { withoutTurns } from '../ui/bidi.tsx';
import { CutNote } from '../ui/cut-note.tsx';
import { Folded, placeName, Within } from '../ui/disclosure.tsx';
import { FileImage } from '../ui/file-image.tsx';
import { Icon } from '../ui/icon.tsx';
import { Attachments } from './attachments.tsx';
import type { LinkedPart } from './citations.ts';
import { ImageUrl } from './image-url.tsx';
import { cutOf, type MessageContext } from './message-context.ts';
import { TextPart } from './text-part.tsx';

export type { MessageCitationsGuide, MessageContext } from './message-context.ts';
export { messageFields } from './message-fields.tsx';

/**
 * What a message says, part after part, with its attachments, why it broke off, and folded what else it holds, unless its
 * fields are listed beside it.
 */
export function MessageView({
  message,
  context,
  listed = false,
}: {
  message: Message;
  context: MessageContext;
  listed?: boolean;
}) {
  const { content, metadata, extra, incompleteDetails, status } = message;
  const cited = context.citations?.of(message.id) ?? null;
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3.5">
      {status === 'incomplete' || incompleteDetails !== null ? (
        <div className="flex flex-wrap items-center gap-2 rounded-card bg-wait-soft px-3 py-2 text-ui">
          <StatusBadge status={status ?? 'incomplete'} />
          <span className="min-w-0 wrap-anywhere">{incompleteReason(incompleteDetails)}</span>
        </div>
      ) : null}
      <div
        className={`grid grid-cols-[minmax(0,1fr)] gap-3.5 ${message.role === 'user' ? 'rounded-card border border-line bg-inset px-3.5 py-[11px]' : ''}`}
      >
        {content.length === 0 ? <p className="text-ink-3">This message has no content.</p> : null}
        {content.map((part, i) => (
          <Within key={i} name={`part${i + 1}`}>
            <Part part={part} linked={cited && { part: i, cited }} context={context} />
          </Within>
        ))}
        <Attachments attachments={message.attachments} context={context} />
      </div>
      {listed ? null : (
        <>
          <Held label="Incomplete details" value={incompleteDetails} />
          <Held label="Metadata" value={metadata} />
          <Held label="Other fields" value={extra} />
        </>
      )}
    </div>
  );
}

function Part({ part, linked, context }: { part: MessagePart; linked: LinkedPart | null; context: MessageContext }) {
  switch (part.type) {
    case 'text':
      return <TextPart text={part.text} annotations={part.annotations} linked={linked} context={context} />;
    case 'image_file': {
      if (part.fileId === null) return <p className="text-ink-2">An image whose file the source did not name.</p>;
      const name = context.fileName?.(part.fileId) ?? null;
      return (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-1">
          <FileImage
            src={context.fileUrl(part.fileId)}
            fileId={part.fileId}
            short={shortId(part.fileId)}
            name={name}
            alt={`Image of the message, ${name ?? part.fileId}`}
            onOpen={context.openImage}
          />
          <Detail detail={part.detail} />
        </div>
      );
    }
    case 'image_url':
      return (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-1">
          <ImageUrl url={part.url} />
          <Detail detail={part.detail} />
        </div>
      );
    case 'refusal':
      return (
        <div className="grid gap-1 rounded-card border border-line bg-wait-soft px-3.5 py-2.5">
          <p className="flex items-center gap-1.5 font-medium">
            <Icon of={Ban} className="text-wait" /> Refusal
          </p>
          <p dir="auto" className="wrap-anywhere whitespace-pre-wrap">
            {withoutTurns(part.refusal.text)}
          </p>
          <CutNote cut={cutOf(part.refusal, context)} />
        </div>
      );
    default:
      return (
        <JsonText
          text={part.payload.text}
          label={`Part of type ${part.name}`}
          name="payload"
          {...cutOf(part.payload, context)}
        />
      );
  }
}

function Detail({ detail }: { detail: string | null }) {
  return detail === null ? null : <p className="text-meta text-ink-3">Detail: {detail}</p>;
}

function Held({ label, value }: { label: string; value: object | null }) {
  if (value === null || Object.keys(value).length === 0) return null;
  return (
    <Folded
      name={placeName(label)}
      title={`${label} (${Object.keys(value).length})`}
      byDefault={label === 'Incomplete details'}
      look="text-meta"
      titleLook="w-max cursor-pointer py-[3px] text-ink-2 hover:text-ink"
      always
    >
      <div className="overflow-hidden rounded-control border border-line">
        <JsonTree value={value} label={label} />
      </div>
    </Folded>
  );
}

function incompleteReason(details: Message['incompleteDetails']): string {
  const reason = details?.reason;
  return typeof reason === 'string'
    ? `The message broke off: ${reason}`
    : 'The message broke off. The source gave no reason.';
}
