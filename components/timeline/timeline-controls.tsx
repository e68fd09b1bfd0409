'use client';

import { Minus, Plus } from 'lucide';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { KEY_ZOOM } from './timeline-keys.ts';
import type { TimelineView } from './timeline-view.ts';
import { useFollows, useShowsIdle, useTimelineData } from './use-layout.ts';

/**
 * Zoom, Fit, or Follow where the timeline goes on without being followed, and the choice to skip idle time. `followed` says
 * whether what else can follow does, `onFollow` has it do so.
 */
export function TimelineControls({
  timeline,
  followed = true,
  onFollow,
}: {
  timeline: TimelineView;
  followed?: boolean;
  onFollow?: () => void;
}) {
  const { live, orderOnly } = useTimelineData(timeline);
  const follows = useFollows(timeline);
  const showsIdle = useShowsIdle(timeline);
  return (
    <>
      <Button
        size="sm"
        className="w-6 px-0"
        aria-label="Zoom out"
        title="Zoom out"
        onClick={() => timeline.zoom(1 / KEY_ZOOM, null, true)}
      >
        <Icon of={Minus} size={14} />
      </Button>
      <Button
        size="sm"
        className="w-6 px-0"
        aria-label="Zoom in"
        title="Zoom in"
        onClick={() => timeline.zoom(KEY_ZOOM, null, true)}
      >
        <Icon of={Plus} size={14} />
      </Button>
      {live && !(follows && followed) ? (
        <Button
          size="sm"
          data-follows
          onClick={() => {
            timeline.follow();
            onFollow?.();
          }}
        >
          Follow <Kbd>L</Kbd>
        </Button>
      ) : (
        // Pressing it must not end the following that keeps it here.
        <Button size="sm" data-follows onClick={timeline.fit}>
          Fit
        </Button>
      )}
      {orderOnly ? null : (
        <label className="ml-auto flex h-6 min-w-0 cursor-pointer items-center gap-1.5 text-meta font-medium text-ink-2 hover:text-ink">
          <span className="truncate">Skip idle</span>
          <input type="checkbox" checked={!showsIdle} onChange={timeline.toggleIdle} className="cursor-pointer" />
        </label>
      )}
    </>
  );
}
