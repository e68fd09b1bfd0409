import { OPERATE_LIMITS } from '#lib/contract/operate-limits.ts';
import { writeExactJson } from '#lib/domain/exact-json.ts';
import type { JsonObject } from '#lib/domain/json.ts';

/** One line of metadata while it is typed. */
export interface Pair {
  key: string;
  value: string;
}

/** Metadata as lines; values that are no texts (some hosts keep others) as their JSON. */
export function pairsOf(metadata: JsonObject | null): Pair[] {
  return Object.entries(metadata ?? {}).map(([key, value]) => ({
    key,
    value: typeof value === 'string' ? value : writeExactJson(value),
  }));
}

/** Lines that somebody wrote something into. */
function written(pairs: readonly Pair[]): Pair[] {
  return pairs.filter(({ key, value }) => key !== '' || value !== '');
}

/** Why a line cannot be sent; null where it can. Empty lines are left out. */
export function pairFault(pairs: readonly Pair[], place: number): string | null {
  const { key = '', value = '' } = pairs[place] ?? {};
  if (key === '' && value === '') return null;
  if (key === '') return 'This value has no key';
  if (key.length > OPERATE_LIMITS.key) return `The key is longer than ${OPERATE_LIMITS.key} characters`;
  if (value.length > OPERATE_LIMITS.value) return `The value is longer than ${OPERATE_LIMITS.value} characters`;
  if (pairs.findIndex((one) => one.key === key) < place) return 'This key is there already';
  return null;
}

/** Why the whole cannot be sent; null where it can. */
export function pairsFault(pairs: readonly Pair[]): string | null {
  if (written(pairs).length > OPERATE_LIMITS.pairs) return `No more than ${OPERATE_LIMITS.pairs} pairs are allowed`;
  for (let place = 0; place < pairs.length; place++) {
    const fault = pairFault(pairs, place);
    if (fault !== null) return fault;
  }
  return null;
}

/** The pairs as the source takes them; lines without anything are left out, the last of a key counts. */
export function metadataOf(pairs: readonly Pair[]): Record<string, string> {
  return Object.fromEntries(written(pairs).map(({ key, value }) => [key, value]));
}

/** How many lines hold something. */
export function countPairs(pairs: readonly Pair[]): number {
  return written(pairs).length;
}

/** Reads lines that were kept; null where it is something else. */
export function parsePairs(kept: unknown): Pair[] | null {
  if (!Array.isArray(kept)) return null;
  const list: unknown[] = kept;
  return list.flatMap((one) => {
    const { key, value } = (one ?? {}) as Partial<Pair>;
    return typeof key === 'string' && typeof value === 'string' ? [{ key, value }] : [];
  });
}
