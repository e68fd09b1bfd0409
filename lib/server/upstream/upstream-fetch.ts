import 'server-only';
import type { Json } from '../../domain/json.ts';
import type { Capability } from '../../domain/source.ts';

/** One GET to a source. */
export interface UpstreamRequest {
  /** Which ability of the source this call uses. */
  capability: Capability;
  /** Path below the base URL; each segment is encoded here. */
  path: readonly string[];
  query?: readonly (readonly [name: string, value: string])[];
  signal: AbortSignal;
  /** Id of the object asked about: a 502 must happen on two of them before the capability counts as missing. */
  object?: string;
  /** Path of the object above. On a 404 it is asked: when it answers 200, the capability is missing and not the object. */
  parent?: readonly string[];
  /** Largest JSON body in bytes (32 MiB). */
  maxBytes?: number;
}

export interface UpstreamJson {
  /** Parsed, without `__proto__`, `constructor` and `prototype` keys. */
  value: Json;
  /** The body as received; only the source's own key, should it stand in there, is replaced. */
  text: string;
}

export interface UpstreamBytes {
  body: ReadableStream<Uint8Array>;
  /** From `Content-Length`; null where the source did not send one. */
  bytes: number | null;
}

/** The only door to one source. */
export interface Upstream {
  getJson(request: UpstreamRequest): Promise<UpstreamJson>;
  getBytes(request: UpstreamRequest): Promise<UpstreamBytes>;
}
