import 'server-only';
import type { Page, PageQuery } from '../../domain/page.ts';

interface Created {
  createdAt: number | null;
}

/** When each was made, in ms; one that says no instant stands with the latest of those that were listed before it. */
export function instantsOf<T extends Created>(listed: readonly T[]): Map<T, number> {
  let latest = 0;
  return new Map(
    listed.map((one) => {
      const instant = one.createdAt ?? latest;
      latest = Math.max(latest, instant);
      return [one, instant];
    }),
  );
}

/**
 * Objects in the order of creation; those of the same instant keep the order in which the source listed them, and one that
 * says no instant stays behind those that were listed before it.
 */
export function inOrderOfTime<T extends Created>(listed: readonly T[]): T[] {
  const instants = instantsOf(listed);
  return listed.toSorted((a, b) => (instants.get(a) ?? 0) - (instants.get(b) ?? 0));
}

/** One page of a list that is oldest first, in the asked order; a cursor that is not in it gives an empty page. */
export function pageOfList<T extends { id: string }>(
  oldestFirst: readonly T[],
  { cursor, limit, order = 'asc' }: PageQuery,
): Page<T> {
  const found = order === 'desc' ? oldestFirst.toReversed() : oldestFirst;
  const at = cursor === undefined ? -1 : found.findIndex((one) => one.id === cursor);
  const rest = cursor !== undefined && at === -1 ? [] : found.slice(at + 1);
  const items = rest.slice(0, limit);
  return { items, nextCursor: rest.length > limit ? (items.at(-1)?.id ?? null) : null, total: null };
}
