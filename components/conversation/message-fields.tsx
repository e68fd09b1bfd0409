import type { ReactNode } from 'react';
import type { Message } from '#lib/domain/message.ts';
import { JsonTree } from '../json/json-tree.tsx';
import { StatusBadge } from '../status/status.tsx';
import { Untrusted } from '../ui/bidi.tsx';
import { placeName } from '../ui/disclosure.tsx';
import { CopyableId } from '../ui/copyable-id.tsx';
import type { Field } from '../ui/field-list.tsx';
import { TimeText } from '../ui/time-text.tsx';

/** Every field of a message object but its content, labelled; absent values are null. Source: Assistants API, message object. */
export function messageFields(message: Message): Field[] {
  return [
    { label: 'Message ID', value: <CopyableId id={message.id} /> },
    { label: 'Object', value: word(message.object) },
    { label: 'Role', value: word(message.role) },
    { label: 'Status', value: message.status === null ? null : <StatusBadge status={message.status} /> },
    { label: 'Created at', value: time(message.createdAt) },
    { label: 'Completed at', value: time(message.completedAt) },
    { label: 'Incomplete at', value: time(message.incompleteAt) },
    { label: 'Incomplete details', value: tree(message.incompleteDetails, 'Incomplete details') },
    { label: 'Thread ID', value: id(message.threadId) },
    { label: 'Run ID', value: id(message.runId) },
    { label: 'Assistant ID', value: id(message.assistantId) },
    { label: 'Attachments', value: attachments(message) },
    { label: 'Metadata', value: tree(message.metadata, 'Metadata') },
    ...(Object.keys(message.extra).length > 0
      ? [{ label: 'Other fields', value: tree(message.extra, 'Other fields') }]
      : []),
  ];
}

function id(value: string | null): ReactNode {
  return value === null ? null : <CopyableId id={value} />;
}

function time(at: number | null): ReactNode {
  return at === null ? null : <TimeText at={at} mode="full" />;
}

function word(value: string | null): ReactNode {
  return value === null ? null : (
    <span className="font-mono tracking-[-0.02em]">
      <Untrusted text={value} />
    </span>
  );
}

function tree(value: object | null, label: string): ReactNode {
  if (value === null) return null;
  if (Object.keys(value).length === 0) return '{ }';
  return (
    <div className="overflow-hidden rounded-control border border-line">
      <JsonTree value={value} label={label} name={`message.${placeName(label)}`} />
    </div>
  );
}

function attachments({ attachments: files }: Message): ReactNode {
  if (files.length === 0) return 'none';
  return (
    <ul className="grid gap-0.5">
      {files.map(({ fileId, tools }, i) => (
        <li key={i}>
          {fileId === null ? 'File without an ID' : <CopyableId id={fileId} />}
          {tools.length > 0 ? <> for {word(tools.join(', '))}</> : null}
        </li>
      ))}
    </ul>
  );
}
