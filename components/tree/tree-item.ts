/** A row of a flattened tree, in the order of the screen. */
export interface TreeItem {
  id: string;
  /** From 1. */
  level: number;
  /** Null for rows without children. */
  expanded: boolean | null;
  /** Place among its siblings from 1; null while it is not known. */
  position: number | null;
  /** How many siblings there are with it; −1 while it is not known. */
  setSize: number;
  /** A row that only says something: it cannot be selected and is no item of the tree. */
  inert?: true;
}

/** Rows that are looked through before a table of all of them is made. */
const FIRST = 500;

const tables = new WeakMap<readonly { id: string }[], Map<string, number>>();

/** Place of a row; −1 where there is none. Far down by a table, which is made once for each list. */
export function indexOfItem(items: readonly { id: string }[], id: string | undefined): number {
  for (let at = 0; at < Math.min(FIRST, items.length); at++) if (items[at]?.id === id) return at;
  if (id === undefined || items.length <= FIRST) return -1;
  let table = tables.get(items);
  if (!table) {
    table = new Map(items.map((item, at) => [item.id, at]));
    tables.set(items, table);
  }
  return table.get(id) ?? -1;
}

/** What a key asks for. `index` is a place in the list of rows. */
export type TreeMove =
  | { type: 'go'; index: number }
  | { type: 'fold'; index: number; expanded: boolean }
  | { type: 'open'; index: number };

/** What `key` (as in `KeyboardEvent.key`) does on the row at `at`; null when nothing. `page` is how many rows are visible. */
export function treeMove(items: readonly TreeItem[], at: number, key: string, page: number): TreeMove | null {
  const item = items[at];
  if (!item) return null;
  switch (key) {
    case 'ArrowDown':
      return go(items, at, at + 1, 1);
    case 'ArrowUp':
      return go(items, at, at - 1, -1);
    case 'PageDown':
      return go(items, at, Math.min(items.length - 1, at + page), -1);
    case 'PageUp':
      return go(items, at, Math.max(0, at - page), 1);
    case 'Home':
      return go(items, at, 0, 1);
    case 'End':
      return go(items, at, items.length - 1, -1);
    case 'ArrowRight':
      if (item.expanded === false) return { type: 'fold', index: at, expanded: true };
      return item.expanded ? go(items, at, at + 1, 1) : null;
    case 'ArrowLeft':
      if (item.expanded && item.level > 1) return { type: 'fold', index: at, expanded: false };
      return go(items, at, parentOf(items, at), -1);
    case 'Enter':
    case ' ':
      return { type: 'open', index: at };
    default:
      return null;
  }
}

/** Goes to `to`, or on from there past inert rows in `direction`; null when there is no other row. */
function go(items: readonly TreeItem[], at: number, to: number, direction: 1 | -1): TreeMove | null {
  let index = to;
  while (items[index]?.inert) index += direction;
  return index !== at && items[index] ? { type: 'go', index } : null;
}

/** Place of the row above that is one level higher; −1 on the first level. */
function parentOf(items: readonly TreeItem[], at: number): number {
  const level = items[at]?.level ?? 1;
  let index = at - 1;
  while (index >= 0 && (items[index]?.inert || (items[index]?.level ?? 0) >= level)) index--;
  return index;
}

/**
 * Where the nearest row above a row that has gone is now; null when the row itself is still there. `at` is its place among
 * the rows `before`.
 */
export function survivor(before: readonly TreeItem[], at: number, after: readonly TreeItem[]): number | null {
  const id = before[at]?.id;
  if (id === undefined || after.some((item) => item.id === id)) return null;
  const places = new Map(after.map((item, place) => [item.id, place]));
  for (let above = at - 1; above >= 0; above--) {
    const place = places.get(before[above]?.id ?? '');
    if (place !== undefined) return place;
  }
  return null;
}
