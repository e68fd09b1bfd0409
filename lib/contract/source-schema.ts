import * as z from 'zod/mini';
import type { RunSummary } from '../domain/run-summary.ts';
import { CAPABILITIES, type CapabilityState, type SourceInfo, type WalkState } from '../domain/source.ts';
import { PHASES } from '../domain/time-ledger.ts';
import { instant, milliseconds, numberOrNull, text, textOrNull } from './primitives-schema.ts';

const capability: z.ZodMiniType<CapabilityState> = z.object({
  name: z.enum(CAPABILITIES),
  state: z.enum(['unknown', 'available', 'missing']),
  status: numberOrNull,
  until: instant,
});

const walk: z.ZodMiniType<WalkState> = z.object({
  state: z.enum(['idle', 'walking', 'done', 'stopped', 'limit', 'cannot_list', 'failed']),
  threads: z.number(),
  runs: z.number(),
  message: textOrNull,
  finishedAt: instant,
});

export const sourceSchema: z.ZodMiniType<SourceInfo> = z.object({
  id: text,
  name: text,
  dialect: text,
  address: textOrNull,
  capabilities: z.array(capability),
  walk,
  knownRuns: z.number(),
});

/** `GET /api/sources`: the configured sources; `notices` are sentences about the configuration for the person who runs Runlens. */
export const sourcePageSchema = z.object({
  items: z.array(sourceSchema),
  nextCursor: textOrNull,
  total: numberOrNull,
  notices: z.array(text),
});

export type SourcePage = z.infer<typeof sourcePageSchema>;

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

/** One thing the omnibox can open. */
export const openItemSchema = z.object({
  kind: z.enum(['run', 'thread']),
  id: text,
  label: text,
  status: textOrNull,
  source: text,
  href: text,
});

export type OpenItem = z.infer<typeof openItemSchema>;

/** `GET /api/open?q=`: what a pasted id or address may mean; `problem` says what is missing when nothing can be opened. */
export const openPageSchema = z.object({
  items: z.array(openItemSchema),
  nextCursor: textOrNull,
  total: numberOrNull,
  problem: textOrNull,
});

export type OpenPage = z.infer<typeof openPageSchema>;
