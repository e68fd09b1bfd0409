import * as z from 'zod/mini';
import type { Annotation, Attachment, Message, MessagePart } from '../domain/message.ts';
import type { Thread } from '../domain/thread.ts';
import { instant, json, jsonObject, longText, numberOrNull, page, text, textOrNull } from './primitives-schema.ts';

const annotation: z.ZodMiniType<Annotation> = z.object({
  type: text,
  text: textOrNull,
  start: numberOrNull,
  end: numberOrNull,
  fileId: textOrNull,
  quote: textOrNull,
  url: textOrNull,
  title: textOrNull,
  extra: jsonObject,
});

const part: z.ZodMiniType<MessagePart> = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: longText, annotations: z.array(annotation) }),
  z.object({ type: z.literal('image_file'), fileId: textOrNull, detail: textOrNull }),
  z.object({ type: z.literal('image_url'), url: textOrNull, detail: textOrNull }),
  z.object({ type: z.literal('refusal'), refusal: longText }),
  z.object({ type: z.literal('other'), name: text, payload: longText }),
]);

const attachment: z.ZodMiniType<Attachment> = z.object({ fileId: textOrNull, tools: z.array(text) });

export const messageSchema: z.ZodMiniType<Message> = z.object({
  id: text,
  object: textOrNull,
  threadId: textOrNull,
  runId: textOrNull,
  assistantId: textOrNull,
  role: text,
  status: textOrNull,
  createdAt: instant,
  completedAt: instant,
  incompleteAt: instant,
  incompleteDetails: z.nullable(jsonObject),
  content: z.array(part),
  attachments: z.array(attachment),
  metadata: z.nullable(jsonObject),
  extra: jsonObject,
});

export const messagePageSchema = page(messageSchema);

export const threadSchema: z.ZodMiniType<Thread> = z.object({
  source: text,
  id: text,
  object: textOrNull,
  createdAt: instant,
  metadata: z.nullable(jsonObject),
  toolResources: json,
  extra: jsonObject,
});

export const threadPageSchema = page(threadSchema);
