import type { Message, MessagePart } from '#lib/domain/message.ts';

/** Ids of all files that a message shows, cites or carries, each once. */
export function filesOf(message: Message): string[] {
  const ids = new Set<string>();
  const add = (id: string | null) => {
    if (id !== null) ids.add(id);
  };
  for (const attachment of message.attachments) add(attachment.fileId);
  for (const part of message.content) {
    if (part.type === 'image_file') add(part.fileId);
    if (part.type === 'text') for (const annotation of part.annotations) add(annotation.fileId);
  }
  return [...ids];
}

/** The message without anything that needs the bytes of a file. */
export function withoutFiles(message: Message): Message {
  if (filesOf(message).length === 0) return message;
  const content = message.content.flatMap((part): MessagePart[] => {
    if (part.type === 'image_file') return [];
    if (part.type !== 'text') return [part];
    return [{ ...part, annotations: part.annotations.map((annotation) => ({ ...annotation, fileId: null })) }];
  });
  return { ...message, content, attachments: [] };
}
