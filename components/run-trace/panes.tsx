'use client';

import type { CSSProperties, ReactNode } from 'react';
import { setPaneWidth, usePaneWidths } from '#lib/client/pane-widths.ts';
import { Splitter, type SplitPane } from '../ui/splitter.tsx';

const DETAIL = 'detail-pane';

/** Holds timeline and detail, whose widths the reader may have set: `--tree-kept` and `--detail-kept`. Draws nothing else again while they are dragged. */
export function Panes({ children, className }: { children: ReactNode; className: string }) {
  const { tree, detail } = usePaneWidths();
  const style = {
    ...(tree === undefined ? {} : { '--tree-kept': `${tree}px` }),
    ...(detail === undefined ? {} : { '--detail-kept': `${detail}px` }),
  } as CSSProperties;
  return (
    <div className={className} style={style}>
      {children}
    </div>
  );
}

const DETAIL_SPLIT: SplitPane = {
  label: 'Width of the detail',
  element: () => document.getElementById(DETAIL),
  side: 'right',
  min: 360,
  max: () => (document.getElementById(DETAIL)?.parentElement?.clientWidth ?? 720) / 2,
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
