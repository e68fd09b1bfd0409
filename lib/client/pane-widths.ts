'use client';

import { keptValue } from './kept-value.ts';

/** Panes that the reader can resize; their widths are kept by the browser. */
export type Pane = 'tree' | 'detail';

/** In pixels; a pane without one has its own. */
type PaneWidths = Partial<Record<Pane, number>>;

const kept = keptValue<PaneWidths>('runlens-panes', parse, {});

/** Widths in pixels that the reader has set; none on the server and while the page takes over its HTML. */
export function usePaneWidths(): PaneWidths {
  return kept.use();
}

/** Sets a pane's width in pixels on this browser; null gives it its own again. */
export function setPaneWidth(pane: Pane, width: number | null): void {
  const { [pane]: _, ...others } = kept.read();
  kept.write(width === null ? others : { ...others, [pane]: width });
}

function parse(value: unknown): PaneWidths | null {
  if (typeof value !== 'object' || value === null) return null;
  return { ...widthOf(value, 'tree'), ...widthOf(value, 'detail') };
}

function widthOf(widths: object, pane: Pane): PaneWidths {
  const width: unknown = Reflect.get(widths, pane);
  return typeof width === 'number' && width > 0 && width < 10_000 ? { [pane]: width } : {};
}
