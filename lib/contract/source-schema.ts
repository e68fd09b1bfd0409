import * as z from 'zod/mini';
import {
  type ArchiveState,
  CAPABILITIES,
  type CapabilityState,
  type KeptSource,
  type KnownBy,
  type KnownFetch,
  type SourceInfo,
  type SourceReach,
  type WalkState,
} from '../domain/source.ts';
import { instant, numberOrNull, text, textOrNull } from './primitives-schema.ts';

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

const knownBy: z.ZodMiniType<KnownBy> = z.object({
  view: z.number(),
  walk: z.number(),
  import: z.number(),
  pass_through: z.number(),
  paste: z.number(),
});

/** `GET`, `POST` and `DELETE /api/sources/{source}/known` */
export const knownFetchSchema: z.ZodMiniType<KnownFetch> = z.object({
  state: z.enum(['idle', 'fetching', 'waiting', 'done', 'stopped', 'failed']),
  threads: z.number(),
  done: z.number(),
  runs: z.number(),
  missing: z.array(text),
  missingCount: z.number(),
  failed: z.number(),
  message: textOrNull,
  finishedAt: instant,
});

/** Most thread ids that one `POST /api/sources/{source}/known` takes. */
export const MOST_THREAD_IDS = 10_000;

/** Body of `POST /api/sources/{source}/known`. */
export const knownThreadsSchema = z.object({ threads: z.array(text) });

const keptSource: z.ZodMiniType<KeptSource> = z.object({ source: text, knownBy });

const archive: z.ZodMiniType<ArchiveState> = z.object({
  state: z.enum(['on', 'off', 'unwritable', 'failed']),
  message: textOrNull,
});

/** `GET /api/sources/{source}/reach` */
export const sourceReachSchema: z.ZodMiniType<SourceReach> = z.object({
  state: z.enum(['reachable', 'key_refused', 'unreachable', 'unasked']),
  message: textOrNull,
  at: z.number(),
});

const sourceSchema: z.ZodMiniType<SourceInfo> = z.object({
  id: text,
  name: text,
  dialect: text,
  address: textOrNull,
  capabilities: z.array(capability),
  walk,
  knownRuns: z.number(),
  knownBy: z.nullable(knownBy),
  fetching: knownFetchSchema,
  archiveOnly: z.boolean(),
});

/** `GET /api/sources`: the configured sources; `notices` are sentences about the configuration for the person who runs Runlens. */
export const sourcePageSchema = z.object({
  items: z.array(sourceSchema),
  nextCursor: textOrNull,
  total: numberOrNull,
  notices: z.array(text),
  archive,
  kept: z.array(keptSource),
  operate: z.boolean(),
});

export type SourcePage = z.infer<typeof sourcePageSchema>;

/** One thing the omnibox can open. */
const openItemSchema = z.object({
  kind: z.enum(['run', 'thread']),
  id: text,
  label: text,
  status: textOrNull,
  createdAt: z.optional(numberOrNull),
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
