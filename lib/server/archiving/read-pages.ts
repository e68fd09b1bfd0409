import 'server-only';
import type { Page } from '../../domain/page.ts';

/**
 * All elements of a list, each id once, page after page. Ends when there is no more or a page adds no new id, and after
 * `most` pages.
 */
export async function* readPages<T extends { id: string }>(
  read: (cursor: string | undefined) => Promise<Page<T>>,
  most = Number.POSITIVE_INFINITY,
): AsyncGenerator<T[]> {
  const seen = new Set<string>();
  let cursor: string | undefined;
  for (let page = 0; page < most; page++) {
    const { items, nextCursor } = await read(cursor);
    const fresh = items.filter((item) => !seen.has(item.id) && seen.add(item.id));
    yield fresh;
    // A page without elements may still lead on: hosts that ignore a filter are filtered here.
    if (nextCursor === null || nextCursor === cursor || (items.length > 0 && fresh.length === 0)) return;
    cursor = nextCursor;
  }
}
