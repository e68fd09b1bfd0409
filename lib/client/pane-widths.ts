'use client';

import { useSyncExternalStore } from 'react';

/** Panes that the reader can resize; their widths are kept by the browser. */
export type Pane = 'tree' | 'detail';

const KEY = 'runlens-panes';
const NONE: Partial<Record<Pane, number>> = {};
const listeners = new Set<() => void>();
/** Null until it is read. */
let widths: Partial<Record<Pane, number>> | null = null;

function read(): Partial<Record<Pane, number>> {
  if (widths) return widths;
  widths = NONE;
  try {
    const kept: unknown = JSON.parse(window.localStorage.getItem(KEY) ?? '{}');
    if (typeof kept === 'object' && kept !== null) {
      widths = { ...widthOf(kept, 'tree'), ...widthOf(kept, 'detail') };
    }
  } catch {
    // A browser that keeps nothing, or something that is not ours: panes have their own widths.
  }
  return widths;
}

function widthOf(kept: object, pane: Pane): Partial<Record<Pane, number>> {
  const width: unknown = Reflect.get(kept, pane);
  return typeof width === 'number' && width > 0 && width < 10_000 ? { [pane]: width } : {};
}

function subscribe(listener: () => void): () => void {
  const onStorage = (event: StorageEvent) => {
    if (event.key !== KEY) return;
    widths = null;
    listener();
  };
  listeners.add(listener);
  window.addEventListener('storage', onStorage);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', onStorage);
  };
}

/** Widths in pixels that the reader has set; none on the server and while the page takes over its HTML. */
export function usePaneWidths(): Partial<Record<Pane, number>> {
  return useSyncExternalStore(subscribe, read, () => NONE);
}

/** Sets a pane's width in pixels on this browser; null gives it its own again. */
export function setPaneWidth(pane: Pane, width: number | null): void {
  const { [pane]: _, ...rest } = read();
  widths = width === null ? rest : { ...rest, [pane]: width };
  try {
    window.localStorage.setItem(KEY, JSON.stringify(widths));
  } catch {
    // Private windows may keep nothing: then the width holds for this page.
  }
  for (const listener of listeners) listener();
}
