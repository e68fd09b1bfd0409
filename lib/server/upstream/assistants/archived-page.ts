import 'server-only';
import { fail } from '../../../domain/failure.ts';
import type { WireObject, WireParent, WireStore } from '../wire-store.ts';

export type ListKind = 'run' | 'step' | 'message';

/** One page of kept objects; `more` says that the list goes on in the direction asked. */
interface ArchivedPage {
  items: WireObject[];
  more: boolean;
}

/**
 * A page by the protocol's `limit` (20 without a word), `order` (newest first), `after` and `before`. With `before`, the
 * page ends right before the named object. A cursor that names nothing kept is `not_found`: the list would seem to end.
 */
export async function archivedPage(
  store: WireStore,
  kind: ListKind,
  of: WireParent,
  query: readonly (readonly [name: string, value: string])[],
  signal: AbortSignal,
): Promise<ArchivedPage> {
  const asked = new Map(query);
  const order = asked.get('order') === 'asc' ? 'asc' : 'desc';
  const limit = Math.min(100, Math.max(1, Math.trunc(Number(asked.get('limit') ?? 20)) || 20));
  const after = asked.get('after');
  const before = after === undefined ? asked.get('before') : undefined;
  const cursor = after ?? before;
  if (cursor !== undefined && !(await store.get(kind, cursor, signal))) {
    fail('not_found', 'The place where this list goes on is not in the archive.');
  }
  if (before === undefined) {
    const page = await store.list(kind, of, { cursor, limit, order }, signal);
    return { items: page.items, more: page.nextCursor !== null };
  }
  const back = await store.list(kind, of, { cursor, limit, order: order === 'asc' ? 'desc' : 'asc' }, signal);
  return { items: back.items.toReversed(), more: back.nextCursor !== null };
}
