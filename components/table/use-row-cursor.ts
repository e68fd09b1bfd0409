'use client';

import { type KeyboardEvent, type Ref, type RefObject, useImperativeHandle, useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import { rowAfterKey } from './row-keys.ts';
import { commandKey } from './typing.ts';

/** What the page's keys do with the cursor of a list. */
export interface RowCursor {
  /** Moves as a key does that is pressed in the list: `ArrowDown`, `End`. */
  move: (key: string) => void;
  /** Follows the link of the cursor's row, or does nothing while there is no cursor. */
  open: () => void;
  /** Place of the cursor's row; -1 while there is none. */
  at: number;
}

/** Rows that Page Up and Page Down move. */
const PAGE = 15;

/**
 * The cursor of a list: one row that Tab reaches, moved by arrows, Home, End and pages, and by `handle` from elsewhere. It
 * belongs to a row's id, so it stays with the row when others come before it.
 * @param reveal scrolls a row into view; `firstInView` is the place of the topmost row in view.
 */
export function useRowCursor(
  list: RefObject<HTMLElement | null>,
  ids: readonly string[],
  view: { reveal: (index: number) => void; firstInView: () => number },
  handle: Ref<RowCursor> | undefined,
) {
  const [id, setId] = useState<string | null>(null);
  const places = useMemo(() => new Map(ids.map((each, i) => [each, i])), [ids]);
  const at = id === null ? -1 : (places.get(id) ?? -1);

  const move = (key: string): boolean => {
    const to = rowAfterKey(key, at, ids.length, PAGE, view.firstInView());
    const target = to === null ? undefined : ids[to];
    if (to === null || target === undefined) return false;
    flushSync(() => setId(target));
    view.reveal(to);
    rowElement(list.current, to)?.focus({ preventScroll: true });
    return true;
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const key = commandKey(event.nativeEvent);
    if (key === null) return;
    if (key === 'Enter' && event.target instanceof HTMLElement && event.target.getAttribute('role') === 'row') {
      event.preventDefault();
      event.target.querySelector('a')?.click();
    } else if (move(key)) event.preventDefault();
  };

  useImperativeHandle(handle, () => ({
    move,
    open: () => rowElement(list.current, at)?.querySelector('a')?.click(),
    at,
  }));

  return { at, setId, onKeyDown };
}

function rowElement(list: HTMLElement | null, index: number): HTMLElement | null {
  return list?.querySelector<HTMLElement>(`[data-index="${index}"]`) ?? null;
}
