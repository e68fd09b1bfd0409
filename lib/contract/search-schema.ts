import * as z from 'zod/mini';
import type { RunHits, SearchHit } from '../domain/search-hit.ts';
import { numberOrNull, page, text, textOrNull } from './primitives-schema.ts';
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

/** `GET /api/search`: runs, newest first. */
export const searchPageSchema = page(runHits);
