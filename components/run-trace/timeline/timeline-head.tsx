import type { RefObject } from 'react';
import { MinimapLines } from '../../timeline/minimap.tsx';
import { MinimapBrush } from '../../timeline/minimap-brush.tsx';
import type { MinimapRows } from '../../timeline/minimap-lines.ts';
import type { PointerLine } from '../../timeline/pointer-line.ts';
import { TimeAxis } from '../../timeline/time-axis.tsx';
import { TimelineControls } from '../../timeline/timeline-controls.tsx';
import type { TimelineView } from '../../timeline/timeline-view.ts';
import { PANE_IDS } from '../panes.tsx';
import type { Selection } from '../use-selection.ts';
import { MINIMAP_LOOKS } from './minimap-rows.ts';
import { spokenEnd } from './time-words.ts';

/** Height of controls and minimap (62) with the axis (28): they stay above the rows. */
export const HEAD_HEIGHT = 90;

const COLUMNS = 'grid grid-cols-[var(--tree)_minmax(0,1fr)] max-desk:grid-cols-1';
const CELL = 'flex min-w-0 items-center border-r border-line pr-3 pl-gutter max-desk:border-r-0';

/** Controls, minimap and axis. On phones the number of steps and, below it, the axis. */
export function TimelineHead({
  timeline,
  pointer,
  track,
  rows,
  count,
  selection,
}: {
  timeline: TimelineView;
  pointer: PointerLine;
  /** As wide as the plot; the timeline is measured by it. */
  track: RefObject<HTMLDivElement | null>;
  rows: MinimapRows;
  /** How many steps there are, in words. */
  count: string;
  selection: Pick<Selection, 'following' | 'setFollowing'>;
}) {
  return (
    <div className="sticky top-0 z-10 bg-panel max-desk:static">
      <div className={`${COLUMNS} h-[62px] border-b border-line bg-inset max-desk:hidden`}>
        <div className={`${CELL} gap-1.5`} role="group" aria-label="Time in view">
          <TimelineControls
            timeline={timeline}
            followed={selection.following}
            onFollow={() => selection.setFollowing(true)}
          />
        </div>
        <div className="mx-3.5 my-[7.5px]">
          <MinimapBrush timeline={timeline} words={(at, end) => spokenEnd(timeline.data(), at, end)}>
            <MinimapLines timeline={timeline} rows={rows} looks={MINIMAP_LOOKS} />
            <span ref={pointer.part('mini')} aria-hidden className={`${CROSS} z-1`} />
          </MinimapBrush>
        </div>
      </div>
      <div
        className={`${COLUMNS} h-head border-b border-line text-micro text-ink-3 max-desk:h-14 max-desk:grid-rows-2`}
      >
        <div id={PANE_IDS.tree} className={`${CELL} justify-between font-medium`}>
          <span>{count}</span>
          <span className="max-desk:hidden">Tokens</span>
        </div>
        <div ref={track} className="relative mx-3.5 select-none">
          <TimeAxis timeline={timeline} orderText="order only, the source keeps no times" />
          <span
            ref={pointer.part('chip')}
            aria-hidden
            className="pointer-events-none invisible absolute top-[5px] left-0 z-2 rounded-[3px] bg-ink px-[5px] text-[10.5px] leading-[17px] font-medium whitespace-nowrap text-panel"
          />
        </div>
      </div>
    </div>
  );
}

/** A line of the crosshair. */
export const CROSS = 'pointer-events-none invisible absolute inset-y-0 left-0 w-px bg-ink opacity-50';
