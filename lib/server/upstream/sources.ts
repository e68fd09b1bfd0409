import 'server-only';
import { fail } from '../../domain/failure.ts';
import type { CapabilityState } from '../../domain/source.ts';
import { readEnvironment } from '../env.ts';
import { processState } from '../process-state.ts';
import type { SourceConfig } from '../source-config.ts';
import { namesSecret } from '../source-headers.ts';
import { collectingUpstream, heardUpstream, tapUpstream } from './answer-tap.ts';
import { createAuthorization } from './authorization.ts';
import { createCapabilityMemory } from './capabilities.ts';
import type { UpstreamConnection } from './connection.ts';
import type { Dialect, RecordedEvents, SourceReader, SourceWriter } from './dialect.ts';
import { DIALECTS } from './dialects.ts';
import { knowSecret } from './redact-secrets.ts';
import { handleSampleRequest } from './sample/handler.ts';
import { sampleRecording } from './sample/recorded.ts';
import { createPassThrough, createPassThroughAgent, type PassThroughCaller } from './pass-through-call.ts';
import { createWriter } from './upstream-write.ts';
import { createUpstream } from './upstream-fetch.ts';
import type { WireObject, WireStore } from './wire-store.ts';

/** A configured source, ready to be read. */
export interface Source {
  id: string;
  name: string;
  dialect: Dialect;
  /** Base URL as configured; null for the built-in sample. Server only. */
  baseUrl: string | null;
  /** Host and path prefix for people; null for the built-in sample. */
  address: string | null;
  reader: SourceReader;
  /** Changes its runs; who may is not asked here. */
  writer: SourceWriter;
  /** Hands on calls of SDK clients; which and whose is not asked here. */
  pass: PassThroughCaller;
  /** Streams of a run that the source itself has recorded, as the built-in sample has; none for most. */
  recorded(threadId: string, runId: string): readonly RecordedEvents[];
  /** Whether Runlens has a key for it. Without one only SDK clients read it, each with their own. */
  hasKey: boolean;
  /**
   * A reader for keeping what it reads: hands the objects of each answer over, and takes answers that `reader` got after
   * `since()` (ms since 1970) instead of asking again. What it reads is not heard by listeners. Without `since` it always
   * asks, and answers may be as large as for `reader`.
   */
  collector(hear: (objects: WireObject[]) => void, since?: () => number): SourceReader;
  /** What the source was found to be able to do. */
  capabilities(): CapabilityState[];
  /** Forgets what was found missing, so that it is tried again. */
  forgetCapabilities(): void;
}

/** The sample is asked like any other host; no request for this address leaves the process. */
export const SAMPLE: SourceConfig = {
  id: 'sample',
  name: 'Sample',
  dialect: 'assistants',
  baseUrl: 'http://sample.invalid/v1',
  query: {},
  headers: {},
  auth: { type: 'none' },
};

/**
 * Sources of this copy of the module: pages and route handlers have one each. What must be one for the process
 * (capabilities, tokens, connections, counts) is kept by `processState` behind them.
 */
let sources: ReadonlyMap<string, Source> | null = null;

function byId(): ReadonlyMap<string, Source> {
  if (sources) return sources;
  const environment = readEnvironment();
  if (environment.proxyToken) knowSecret(environment.proxyToken.reveal());
  const made = environment.sources.map((config) => createSource(config));
  if (environment.sample) made.push({ ...createSource(SAMPLE, handleSampleRequest), recorded: sampleRecording });
  sources = new Map(made.map((source) => [source.id, source]));
  return sources;
}

/** All configured sources in the order of the configuration. Throws `ConfigurationError` when it cannot be used. */
export function allSources(): readonly Source[] {
  return Array.from(byId().values());
}

/** The source of that id; null when there is none. */
export function findSource(id: string): Source | null {
  return byId().get(id) ?? null;
}

/**
 * Reads kept objects as those of a source, which need not be configured any more, and hands those of each answer over. Makes
 * no call.
 */
export function archivedReader(id: string, store: WireStore, hear?: (objects: WireObject[]) => void): SourceReader {
  const dialect = archivedDialect(id);
  const upstream = dialect.archived(store);
  return dialect.connect(id, hear ? heardUpstream(upstream, dialect, hear) : upstream);
}

/** The dialect of a source, also of one that is not configured (any more). */
export function archivedDialect(id: string): Dialect {
  const dialect = findSource(id)?.dialect ?? DIALECTS[0];
  if (!dialect) throw new Error('There is no dialect.');
  return dialect;
}

/** Every dialect, for what comes without a source. */
export function allDialects(): readonly Dialect[] {
  return DIALECTS;
}

/** The source of that id; `not_found` when there is none. */
export function getSource(id: string): Source {
  return byId().get(id) ?? fail('not_found', 'No source of that ID is configured here.');
}

/** A source from its configuration; `handler` answers in this process instead of the network. Makes no call. */
export function createSource(config: SourceConfig, handler?: UpstreamConnection['handler']): Source {
  const { id, name, baseUrl, query, headers } = config;
  const dialect = DIALECTS.find((one) => one.name === config.dialect);
  if (!dialect) throw new Error(`The configuration let an unknown dialect through: ${config.dialect}`);
  for (const [key, value] of [...Object.entries(query), ...Object.entries(headers)]) {
    if (value !== null && namesSecret(key)) knowSecret(value);
  }
  const capabilities = processState(`capabilities.${id}`, () => createCapabilityMemory());
  const connection: UpstreamConnection = {
    id,
    name,
    baseUrl,
    query,
    headers,
    capabilities,
    dialectHeaders: dialect.headers,
    authorization: createAuthorization(config.auth, id, name),
    ...(handler && { handler }),
  };
  const upstream = createUpstream(connection);
  const silence = () => readEnvironment().proxyTimeout;
  const agent = () => processState('pass-through-agent', () => createPassThroughAgent(silence()));
  return {
    id,
    name,
    dialect,
    baseUrl: handler ? null : baseUrl,
    address: handler ? null : baseUrl.replace(/^https?:\/\//, ''),
    reader: dialect.connect(id, tapUpstream(upstream, id, dialect)),
    writer: dialect.operate(createWriter(connection, silence)),
    pass: createPassThrough(connection, agent),
    recorded: () => [],
    hasKey: config.auth.type !== 'passthrough',
    collector: (hear, since) =>
      dialect.connect(
        id,
        since ? collectingUpstream(upstream, id, dialect, hear, since) : heardUpstream(upstream, dialect, hear),
      ),
    capabilities: () => capabilities.states(),
    forgetCapabilities: () => capabilities.forget(),
  };
}
