import * as z from 'zod/mini';
import type { RunRow } from '../domain/run-row.ts';
import { numberOrNull, page } from './primitives-schema.ts';
import { runFields } from './run-schema.ts';
import { runSummarySchema } from './run-summary-schema.ts';

export const runRowSchema: z.ZodMiniType<RunRow> = z.object({
  ...runFields,
  summary: z.nullable(runSummarySchema),
  goneAt: numberOrNull,
  piecesOnly: z.boolean(),
});

/** `GET /api/runs`. `total` is null where it is not known beside: then `GET /api/runs/total` says it. */
export const runRowPageSchema = page(runRowSchema);
