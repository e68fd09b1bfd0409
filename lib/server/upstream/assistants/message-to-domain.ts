import 'server-only';
import type { Json } from '../../../domain/json.ts';
import { longText } from '../../../domain/long-text.ts';
import type { Attachment, Message, MessagePart } from '../../../domain/message.ts';
import { annotationToDomain } from './annotation-to-domain.ts';
import { WireObject } from './wire.ts';

/**
 * Maps a `thread.message`. Total and pure: takes any JSON (of the depth that `upstream-fetch` lets through), never
 * throws. `fallbackId` stands in where the source sent no usable id.
 */
export function messageToDomain(wire: Json, fallbackId: string): Message {
  const message = new WireObject(wire);
  return {
    id: message.id('id') ?? fallbackId,
    object: message.text('object'),
    threadId: message.text('thread_id'),
    runId: message.text('run_id'),
    assistantId: message.text('assistant_id'),
    role: message.text('role') ?? 'unknown',
    status: message.text('status'),
    createdAt: message.time('created_at'),
    completedAt: message.time('completed_at'),
    incompleteAt: message.time('incomplete_at'),
    incompleteDetails: message.object('incomplete_details'),
    content: content(message),
    attachments: attachments(message),
    metadata: message.object('metadata'),
    extra: message.rest(),
  };
}

/** Some hosts send the whole content as one string. */
function content(message: WireObject): MessagePart[] {
  const text = message.longText('content');
  return text ? [{ type: 'text', text, annotations: [] }] : (message.list('content', part) ?? []);
}

function part(wire: WireObject): MessagePart {
  const bare = wire.bareText();
  if (bare !== null) return { type: 'text', text: longText(bare), annotations: [] };
  const type = wire.text('type');
  switch (type) {
    case 'text': {
      const bareValue = wire.longText('text');
      if (bareValue) return { type, text: bareValue, annotations: wire.list('annotations', annotationToDomain) ?? [] };
      const detail = wire.part('text');
      const text = detail?.longText('value');
      if (detail && text) return { type, text, annotations: detail.list('annotations', annotationToDomain) ?? [] };
      break;
    }
    case 'image_file': {
      const detail = wire.part(type) ?? wire;
      const fileId = detail.text('file_id');
      if (fileId !== null) return { type, fileId, detail: detail.text('detail') };
      break;
    }
    case 'image_url': {
      const detail = wire.part(type) ?? wire;
      const url = wire.text(type) ?? detail.text('url');
      if (url !== null) return { type, url, detail: detail.text('detail') };
      break;
    }
    case 'refusal': {
      const refusal = wire.longText('refusal');
      if (refusal) return { type, refusal };
      break;
    }
    default:
  }
  return { type: 'other', name: type ?? 'unknown', payload: wire.restAsText('type') };
}

/** Attachments, and the file ids that the first version of the protocol listed instead. */
function attachments(message: WireObject): Attachment[] {
  const listed = message.list('attachments', (attachment) => ({
    fileId: attachment.text('file_id'),
    tools: attachment.list('tools', (tool) => tool.bareText() ?? tool.text('type') ?? 'unknown') ?? [],
  }));
  return [...(listed ?? []), ...message.texts('file_ids').map((fileId) => ({ fileId, tools: [] }))];
}
