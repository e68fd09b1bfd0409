import 'server-only';
import type { Json } from '../../domain/json.ts';
import type { Dialect } from '../upstream/dialect.ts';
import type { WireObject } from '../upstream/wire-store.ts';

/** Takes what is found. */
export interface Finds {
  readonly dialects: readonly Dialect[];
  object(object: WireObject): void;
  /** A delta of a stream, or an object that deltas may follow; gives whether it was one. */
  delta(value: Json, text: string): boolean;
  /** A value of another protocol. */
  raw(text: string): void;
}
