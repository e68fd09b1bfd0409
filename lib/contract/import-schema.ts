import * as z from 'zod/mini';
import type { ImportProgress, ImportRefusal, ImportReport } from '../domain/import.ts';
import { numberOrNull, text } from './primitives-schema.ts';

const refusal: z.ZodMiniType<ImportRefusal> = z.object({ file: text, at: text, why: text });

/** Answer of `POST /api/imports`. */
const importReportSchema: z.ZodMiniType<ImportReport> = z.object({
  id: text,
  runs: z.array(z.object({ source: text, key: text })),
  moreRuns: z.number(),
  expiring: z.exactOptional(z.number()),
  understood: z.number(),
  raw: z.number(),
  refused: z.array(refusal),
  moreRefused: z.number(),
});

const progress: z.ZodMiniType<ImportProgress> = z.object({
  id: text,
  state: z.enum(['reading', 'keeping', 'done', 'failed', 'cancelled', 'interrupted']),
  bytes: z.number(),
  totalBytes: numberOrNull,
  files: z.number(),
  understood: z.number(),
  raw: z.number(),
  refused: z.number(),
  runs: z.number(),
  totalRuns: numberOrNull,
  others: z.number(),
  totalOthers: numberOrNull,
});

/** `GET /api/imports/{id}`: how far it is, and what came of it: the report, or why it failed. */
export interface ImportState {
  progress: ImportProgress;
  report: ImportReport | null;
  error: { code: string; message: string } | null;
}

export const importStateSchema: z.ZodMiniType<ImportState> = z.object({
  progress,
  report: z.nullable(importReportSchema),
  error: z.nullable(z.object({ code: text, message: text })),
});

/** `POST /api/imports` with `Prefer: respond-async`. */
export const importBegunSchema: z.ZodMiniType<{ id: string }> = z.object({ id: text });
