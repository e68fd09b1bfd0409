import * as z from 'zod/mini';
import type { LiveSnapshot, RunEvent, TextDelta } from '../domain/run-event.ts';
import { messageSchema } from './message-schema.ts';
import { text, textOrNull } from './primitives-schema.ts';
import { runRowSchema } from './run-row-schema.ts';
import { runSchema } from './run-schema.ts';
import { stepPageSchema, stepSchema } from './step-schema.ts';

const snapshot: z.ZodMiniType<LiveSnapshot> = z.object({
  run: runSchema,
  steps: stepPageSchema,
  after: textOrNull,
  messages: z.array(messageSchema),
});

const delta: z.ZodMiniType<TextDelta> = z.object({
  id: text,
  pieces: z.array(z.object({ path: text, at: z.number(), text })),
});

/** One event of a run: what stands in `event:` under `type`, beside the members of `data:`. */
export const runEventSchema: z.ZodMiniType<RunEvent> = z.discriminatedUnion('type', [
  z.object({ type: z.literal('snapshot'), trace: snapshot }),
  z.object({ type: z.literal('run_changed'), run: runSchema }),
  z.object({ type: z.literal('step_added'), step: stepSchema }),
  z.object({ type: z.literal('step_delta'), delta }),
  z.object({ type: z.literal('step_changed'), step: stepSchema }),
  z.object({ type: z.literal('message_delta'), delta }),
  z.object({ type: z.literal('message_changed'), message: messageSchema }),
  z.object({ type: z.literal('ended'), run: runSchema }),
  z.object({ type: z.literal('error'), error: z.object({ code: text, message: text }) }),
]);

/** Whose event it is: beside the members of every event, so that one connection can carry several runs. */
export const runEventPlaceSchema = z.object({ source: text, key: text });

/** An event of the list: `snapshot` says that what was read before may be outdated, the others carry a row. */
export const listEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('snapshot'), list: z.object({}) }),
  z.object({ type: z.enum(['run_changed', 'ended']), run: runRowSchema, added: z.boolean() }),
]);
