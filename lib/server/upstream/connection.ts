import 'server-only';
import type { Authorization } from './authorization.ts';
import type { CapabilityMemory } from './capabilities.ts';

/** Time and size limits of calls to a source; times in ms. Tests set shorter ones. */
export interface UpstreamLimits {
  connect: number;
  /** From the sent request to the answer's headers. */
  headers: number;
  /** Longest silence within a body. */
  idle: number;
  /** A whole JSON call with its retries. */
  json: number;
  /** A whole file, or JSON that was asked for with more than `jsonBytes`. */
  bytes: number;
  /** First wait before a retry; doubles with each. */
  retry: number;
  /** A source that asks for a longer wait is not waited for. */
  longestWait: number;
  /** Largest JSON body unless the request says otherwise. */
  jsonBytes: number;
  /** Calls under way at once, over all sources. */
  calls: number;
}

/** Limits of reference figures: an answer within 15 s, 32 MiB of JSON, 512 sockets. */
export const UPSTREAM_LIMITS: UpstreamLimits = {
  connect: 5_000,
  headers: 10_000,
  idle: 10_000,
  json: 15_000,
  bytes: 300_000,
  retry: 300,
  longestWait: 5_000,
  jsonBytes: 32 * 1024 * 1024,
  calls: 512,
};

/** Everything a call to one source is made from; nothing of a visitor's request is in it. */
export interface UpstreamConnection {
  /** Id of the source, for counts. */
  id: string;
  /** Name of the source for people. */
  name: string;
  /** With its path prefix, without a trailing slash. */
  baseUrl: string;
  /** Query parameters of every call; they win over those of a request. */
  query: Readonly<Record<string, string>>;
  /** Headers from the configuration; null switches off a header of the dialect. */
  headers: Readonly<Record<string, string | null>>;
  dialectHeaders: Readonly<Record<string, string>>;
  authorization: Authorization;
  capabilities: CapabilityMemory;
  /** Answers in this process instead of the network (the built-in sample). */
  handler?: (request: Request) => Promise<Response>;
  limits?: Partial<UpstreamLimits>;
}

/** An answer, of the network or of a handler in this process. */
export interface Answer {
  status: number;
  headers: { get(name: string): string | null };
  body: ReadableStream<Uint8Array> | null;
}
