'use client';

import { HoverCard, useHoverCard } from '../ui/hover-card.tsx';
import { gapName, GapText } from './gap-card.tsx';
import type { GapChip } from './layout.ts';
import type { TimelineView } from './timeline-view.ts';
import { useLayout, useTimelineData } from './use-layout.ts';

/** The numbers above a plot, and a button for every gap. Without times it says so in `orderText`. */
export function TimeAxis({ timeline, orderText }: { timeline: TimelineView; orderText: string }) {
  const layout = useLayout(timeline);
  const { orderOnly } = useTimelineData(timeline);
  if (orderOnly) return <span className="absolute top-1.5 truncate">{orderText}</span>;
  if (!layout) return null;
  return (
    <>
      {layout.ticks.map((tick) => (
        <span
          key={tick.at}
          aria-hidden
          className="absolute top-1.5 text-center leading-4 whitespace-nowrap"
          style={{ left: tick.left, width: tick.width }}
        >
          {tick.label}
        </span>
      ))}
      {layout.chips.map((chip) => (
        <ChipButton key={chip.gap.id} chip={chip} timeline={timeline} />
      ))}
    </>
  );
}

function ChipButton({ chip, timeline }: { chip: GapChip; timeline: TimelineView }) {
  const { gap } = chip;
  const card = useHoverCard();
  return (
    <button
      type="button"
      aria-label={gapName(gap)}
      aria-expanded={gap.expanded}
      className="absolute inset-y-0 z-1 flex cursor-pointer items-center text-[10px] text-ink-2"
      style={{ left: chip.left, width: chip.width }}
      onClick={() => {
        card.hide();
        timeline.toggleGap(gap.id);
      }}
      {...card.handlers}
    >
      <span
        className={`w-full rounded-[3px] text-center leading-4 whitespace-nowrap hover:text-ink ${
          gap.expanded ? 'border border-line-strong leading-[14px]' : 'bg-idle-soft hover:bg-hover'
        }`}
      >
        {chip.text}
      </span>
      <HoverCard of={card}>
        <GapText gap={gap} />
      </HoverCard>
    </button>
  );
}
