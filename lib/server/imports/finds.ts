import 'server-only';
import type { Json } from '../../domain/json.ts';
import type { Dialect } from '../upstream/dialect.ts';
import type { WireObject } from '../upstream/wire-store.ts';

export const UNKNOWN =
  'This is JSON, but no run, step, message, thread, assistant or file, and nothing else that can be kept.';

/** Takes what is found. */
export interface Finds {
  readonly dialects: readonly Dialect[];
  object(object: WireObject): void;
  /** A delta of a stream, or an object that deltas may follow; gives whether it was one. */
  delta(value: Json, text: string): boolean;
  /** A value of another protocol. */
  raw(text: string): void;
  /** A value beside others of which nothing can be kept, and why. */
  passed(value: Json, text: string, why: string): void;
}
