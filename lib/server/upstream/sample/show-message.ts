import 'server-only';
import type { JsonObject } from '../../../domain/json.ts';
import { beginning } from './message-text.ts';
import type { MessagePlan } from './plan.ts';
import type { WirePart } from './wire.ts';

/** The message object as a request at `now` (seconds) gets it; null before it exists. A text that is being written grows. */
export function showMessage(message: MessagePlan, threadId: string, now: number): JsonObject | null {
  if (now < message.createdAt) return null;
  const base = {
    id: message.id,
    object: 'thread.message',
    created_at: message.createdAt,
    assistant_id: message.assistantId,
    thread_id: threadId,
    run_id: message.runId,
    role: message.role,
    content: now < message.writtenUntil ? unfinished(message, now) : message.parts,
  };
  const { attachments, metadata } = message;
  if (message.flavour === 'v1') return { ...base, file_ids: attachments.map((file) => file.file_id), metadata };
  return { ...base, attachments, metadata };
}

function unfinished(message: MessagePlan, now: number): WirePart[] {
  const share = (now - message.createdAt) / (message.writtenUntil - message.createdAt);
  const first = message.parts[0];
  if (first?.type !== 'text' || share === 0) return [];
  return [{ type: 'text', text: beginning(first.text, share) }];
}
