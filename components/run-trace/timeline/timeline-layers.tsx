import { GapTears } from '../../timeline/gap-tears.tsx';
import { PlotLines } from '../../timeline/plot-lines.tsx';
import type { PointerLine } from '../../timeline/pointer-line.ts';
import type { TimelineView } from '../../timeline/timeline-view.ts';
import { TreeSplitter } from '../panes.tsx';
import { CROSS } from './timeline-head.tsx';

const LAYER = 'pointer-events-none absolute inset-y-0 right-0 left-(--tree) max-desk:hidden';
/** As high as what is seen of the rows (`--rows`), however many there are. */
const IN_VIEW = 'sticky top-[90px] mx-3.5 h-(--rows)';

/** What crosses all rows: lines and crosshair below the bars, tears above them, and the edge that resizes the steps. */
export function TimelineLayers({ timeline, pointer }: { timeline: TimelineView; pointer: PointerLine }) {
  return (
    <>
      <span aria-hidden className="absolute inset-y-0 left-[calc(var(--tree)-1px)] w-px bg-line max-desk:hidden" />
      <div aria-hidden className={`${LAYER} z-1`}>
        <div className={IN_VIEW}>
          <PlotLines timeline={timeline} />
          <span ref={pointer.part('line')} className={CROSS} />
        </div>
      </div>
      <div aria-hidden className={`${LAYER} z-4`}>
        <div className={`${IN_VIEW} overflow-hidden`}>
          <GapTears timeline={timeline} />
        </div>
      </div>
      <div className="pointer-events-none absolute inset-y-0 left-[calc(var(--tree)-5px)] z-5 w-2 max-desk:hidden">
        <TreeSplitter className="pointer-events-auto sticky top-[90px] h-(--rows)" />
      </div>
    </>
  );
}
