'use client';

import type { CSSProperties, ReactNode } from 'react';
import { setPaneWidth, usePaneWidths } from '#lib/client/pane-widths.ts';
import { Splitter, type SplitPane } from '../ui/splitter.tsx';

const DETAIL = 'detail-pane';

/**
 * Holds timeline, detail and drawer, in this order for the keyboard; the drawer stands below the timeline, the detail beside
 * both. The reader may have set the widths `--tree-kept` and `--detail-kept`. Draws nothing else again while they are dragged.
 */
export function Panes({ children }: { children: [ReactNode, ReactNode, ReactNode] }) {
  const widths = usePaneWidths();
  const style = {
    ...(widths.tree === undefined ? {} : { '--tree-kept': `${widths.tree}px` }),
    ...(widths.detail === undefined ? {} : { '--detail-kept': `${widths.detail}px` }),
  } as CSSProperties;
  const [timeline, detail, drawer] = children;
  return (
    <div
      data-panes
      style={style}
      className="min-h-0 flex-1 max-desk:flex-none desk:grid desk:grid-cols-[minmax(0,1fr)_clamp(360px,var(--detail-kept,400px),50%)] desk:grid-rows-[minmax(0,1fr)_auto] min-[73.76rem]:grid-cols-[minmax(0,1fr)_clamp(360px,var(--detail-kept,548px),50%)]"
    >
      <div className="flex min-h-0 min-w-0 flex-col max-desk:block">{timeline}</div>
      <div className="min-h-0 min-w-0 desk:col-start-2 desk:row-span-2 desk:row-start-1 desk:grid">{detail}</div>
      <div className="min-w-0 desk:col-start-1 desk:row-start-2">{drawer}</div>
    </div>
  );
}

const DETAIL_SPLIT: SplitPane = {
  label: 'Width of the detail',
  element: () => document.getElementById(DETAIL),
  side: 'right',
  min: 360,
  max: () => (document.getElementById(DETAIL)?.closest<HTMLElement>('[data-panes]')?.clientWidth ?? 720) / 2,
};

/** The edge of the detail, with a grip. */
export function DetailSplitter() {
  return (
    <Splitter
      pane={DETAIL_SPLIT}
      onResize={(width) => setPaneWidth('detail', width)}
      className="absolute inset-y-0 -left-1 z-20 w-2 before:absolute before:top-[calc(50%-18px)] before:left-[1.5px] before:h-9 before:w-[5px] before:rounded-[3px] before:bg-line-strong hover:before:bg-ink-3 max-desk:hidden"
    />
  );
}

const TREE = 'steps-head';

const TREE_SPLIT: SplitPane = {
  label: 'Width of the steps',
  element: () => document.getElementById(TREE),
  side: 'left',
  min: 220,
  max: () => 480,
};

/** Ids of the elements that have the width of a pane. */
export const PANE_IDS = { tree: TREE, detail: DETAIL } as const;

/** The edge between the steps and their bars. */
export function TreeSplitter({ className }: { className: string }) {
  return <Splitter pane={TREE_SPLIT} onResize={(width) => setPaneWidth('tree', width)} className={className} />;
}
