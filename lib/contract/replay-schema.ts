import * as z from 'zod/mini';
import type { RecordedStream, ReplayLine } from '../domain/recording.ts';
import { milliseconds, page, text } from './primitives-schema.ts';
import { runEventSchema } from './run-event-schema.ts';

const stream: z.ZodMiniType<RecordedStream> = z.object({
  startedAt: milliseconds,
  events: z.number(),
  ending: z.nullable(z.enum(['done', 'cut', 'left', 'limit'])),
});

/** `GET /api/runs/{source}/{key}/replay`: the recorded streams, oldest first; none where nothing was recorded. */
export const recordingPageSchema = page(stream);

/** A line of the same path where the client accepts `application/x-ndjson`. */
export const replayLineSchema: z.ZodMiniType<ReplayLine> = z.discriminatedUnion('type', [
  z.object({ type: z.literal('event'), at: z.number(), event: runEventSchema }),
  z.object({ type: z.literal('end'), count: z.number() }),
  z.object({ type: z.literal('error'), error: z.object({ code: text, message: text, request_id: text }) }),
]);
