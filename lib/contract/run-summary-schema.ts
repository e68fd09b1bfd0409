import * as z from 'zod/mini';
import type { RunSummary } from '../domain/run-summary.ts';
import { PHASES } from '../domain/time-ledger.ts';
import { milliseconds, numberOrNull, text, textOrNull } from './primitives-schema.ts';

/** `GET /api/runs/{source}/{key}/summary` */
export const runSummarySchema: z.ZodMiniType<RunSummary> = z.object({
  source: text,
  key: text,
  firstMessage: textOrNull,
  steps: numberOrNull,
  stepsComplete: z.boolean(),
  phases: z.array(z.object({ phase: z.enum(PHASES), length: milliseconds })),
  tools: z.array(text),
});
