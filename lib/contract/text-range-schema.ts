import * as z from 'zod/mini';
import type { TextRange } from '../domain/text-range.ts';

/** Answer of `…/steps/{step}/text`. */
export const textRangeSchema: z.ZodMiniType<TextRange> = z.object({
  from: z.number(),
  lines: z.array(z.string()),
  cut: z.array(z.object({ line: z.number(), length: z.number() })),
  colours: z.string(),
  total: z.number(),
  bytes: z.number(),
  hash: z.string(),
  hits: z.optional(z.object({ count: z.number(), places: z.array(z.tuple([z.number(), z.number()])) })),
});
