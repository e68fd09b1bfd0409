import * as z from 'zod/mini';
import type { RunHits, SearchFound, SearchHit, ThreadHits } from '../domain/search-hit.ts';
import { instant, numberOrNull, page, text, textOrNull } from './primitives-schema.ts';
import { runRowSchema } from './run-row-schema.ts';

const hit: z.ZodMiniType<SearchHit> = z.object({
  step: textOrNull,
  stepNumber: numberOrNull,
  call: numberOrNull,
  place: text,
  path: textOrNull,
  line: numberOrNull,
  snippet: z.array(z.object({ text, marked: z.boolean() })),
  href: text,
});

const runHits: z.ZodMiniType<RunHits> = z.object({
  run: runRowSchema,
  hits: z.array(hit),
  more: z.number(),
  complete: z.boolean(),
});

const threadHits: z.ZodMiniType<ThreadHits> = z.object({
  thread: z.object({ source: text, id: text }),
  message: z.nullable(z.object({ id: text, role: text, createdAt: instant })),
  hits: z.array(hit),
  more: z.number(),
});

const found: z.ZodMiniType<SearchFound> = z.union([runHits, threadHits]);

/** `GET /api/search`: runs, and threads and messages that stand in none, newest first. */
export const searchPageSchema = page(found);
