'use client';

import { createContext, useCallback, useMemo, useRef, useState } from 'react';

/** Which rows of a list are selected, and the ways to change that. Rows are known by id, also those no longer in the list. */
export interface RowSelection {
  ids: ReadonlySet<string>;
  /** Selects a row, or no longer; with `range` all from the row changed last to this one become as it becomes. */
  toggle: (id: string, range?: boolean) => void;
  /** Selects all of these, or none of them where all were selected. */
  toggleAll: (ids: readonly string[]) => void;
  clear: () => void;
  /** Selects these and no others, of which there may be no rows yet. */
  restore: (ids: readonly string[]) => void;
}

/** The selection of a list, with the ids of the rows that were read so far; null where rows cannot be selected. */
export const SelectionContext = createContext<{ selection: RowSelection; order: readonly string[] } | null>(null);

const NONE: ReadonlySet<string> = new Set();

/**
 * A selection of rows, of at most `most`; `onMost` is called when more were wanted. `order` are the rows of the list as they
 * stand, for ranges.
 */
export function useRowSelection(order: readonly string[], most: number, onMost: () => void): RowSelection {
  const [ids, setIds] = useState(NONE);
  const last = useRef<string | null>(null);
  const change = useCallback(
    (wanted: readonly string[], on: boolean) => {
      const next = new Set(ids);
      for (const id of wanted) {
        if (!on) next.delete(id);
        else if (next.size < most) next.add(id);
        else if (!next.has(id)) {
          onMost();
          break;
        }
      }
      setIds(next);
    },
    [ids, most, onMost],
  );
  return useMemo(
    () => ({
      ids,
      toggle: (id, range = false) => {
        const from = range && last.current !== null ? order.indexOf(last.current) : -1;
        const to = order.indexOf(id);
        const between = from === -1 || to === -1 ? [id] : order.slice(Math.min(from, to), Math.max(from, to) + 1);
        last.current = id;
        change(between, !ids.has(id));
      },
      toggleAll: (all) => change(all, !all.every((id) => ids.has(id))),
      clear: () => {
        last.current = null;
        setIds(NONE);
      },
      restore: (kept) => setIds(new Set(kept.slice(0, most))),
    }),
    [ids, order, most, change],
  );
}
