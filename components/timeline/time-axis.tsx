'use client';

import { useState } from 'react';
import { GapCard, gapName } from './gap-card.tsx';
import type { GapChip } from './layout.ts';
import type { TimelineView } from './timeline-view.ts';
import { useLayout } from './use-layout.ts';

/** The numbers above a plot, and a button for every gap. Without times it says so in `orderText`. */
export function TimeAxis({ timeline, orderText }: { timeline: TimelineView; orderText: string }) {
  const layout = useLayout(timeline);
  const [shown, setShown] = useState<string | null>(null);
  if (timeline.data().orderOnly) return <span className="absolute top-1.5 truncate">{orderText}</span>;
  if (!layout) return null;
  const card = layout.chips.find((chip) => chip.gap.id === shown);
  return (
    <>
      {layout.ticks.map((tick) => (
        <span
          key={tick.at}
          aria-hidden
          className="absolute top-1.5 leading-4 whitespace-nowrap"
          style={{ left: tick.left, width: tick.width }}
        >
          <span className="absolute left-1/2 -translate-x-1/2">{tick.label}</span>
        </span>
      ))}
      {layout.chips.map((chip) => (
        <ChipButton key={chip.gap.id} chip={chip} timeline={timeline} onShow={setShown} />
      ))}
      {card ? (
        <div
          className="pointer-events-none absolute top-full z-20 mt-1"
          style={{ left: Math.max(0, Math.min(layout.scale.width - 252, card.left + card.width / 2 - 126)) }}
        >
          <GapCard gap={card.gap} />
        </div>
      ) : null}
    </>
  );
}

function ChipButton({
  chip,
  timeline,
  onShow,
}: {
  chip: GapChip;
  timeline: TimelineView;
  onShow: (id: string | null) => void;
}) {
  const { gap } = chip;
  return (
    <button
      type="button"
      aria-label={gapName(gap)}
      aria-expanded={gap.expanded}
      className="absolute inset-y-0 z-1 flex cursor-pointer items-center text-[10px] text-ink-2"
      style={{ left: chip.left, width: chip.width }}
      onClick={() => timeline.toggleGap(gap.id)}
      onPointerEnter={() => onShow(gap.id)}
      onPointerLeave={() => onShow(null)}
      onFocus={() => onShow(gap.id)}
      onBlur={() => onShow(null)}
    >
      <span
        className={`w-full rounded-[3px] text-center leading-4 whitespace-nowrap hover:text-ink ${
          gap.expanded ? 'border border-line-strong leading-[14px]' : 'bg-idle-soft hover:bg-hover'
        }`}
      >
        {chip.text}
      </span>
    </button>
  );
}
