import * as z from 'zod/mini';
import { EXPORT_FORMATS, MOST_EXPORTED, TOKEN_BUDGET } from '../domain/export-format.ts';
import { ID_PATTERN, KEY_PATTERN } from '../domain/ids.ts';

/** Body of `POST /api/exports`. `budget` is for Markdown: tokens for each run. */
export const exportRequest = z.strictObject({
  runs: z
    .array(
      z.strictObject({ source: z.string().check(z.regex(ID_PATTERN)), key: z.string().check(z.regex(KEY_PATTERN)) }),
    )
    .check(z.minLength(1), z.maxLength(MOST_EXPORTED)),
  format: z.enum(EXPORT_FORMATS),
  budget: z.optional(z.int().check(z.minimum(TOKEN_BUDGET.least), z.maximum(TOKEN_BUDGET.most))),
});

export type ExportRequest = z.infer<typeof exportRequest>;
