'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { useState } from 'react';
import type { LifecycleEvent } from '#lib/domain/run-events.ts';
import { Untrusted } from '../../ui/bidi.tsx';
import { classNames } from '../../ui/class-names.ts';
import { formatDuration } from '../../ui/format.ts';

const ROW = 24;
const ROW_LOOK = 'grid h-6 w-full grid-cols-[92px_210px_minmax(0,1fr)] items-center gap-2 px-gutter text-left';

/** Events line by line: when, counted from the run's creation, what, and more of it. Those of a step select it. */
export function EventList({
  label,
  events,
  selected,
  onSelect,
}: {
  label: string;
  events: readonly LifecycleEvent[];
  /** Id of the selected step. */
  selected: string;
  onSelect: (step: string) => void;
}) {
  const [box, setBox] = useState<HTMLElement | null>(null);
  const virtualizer = useVirtualizer({
    count: events.length,
    getScrollElement: () => box,
    estimateSize: () => ROW,
    overscan: 4,
    initialRect: { width: 800, height: 162 },
  });
  return (
    <div
      ref={setBox}
      role="group"
      data-top="drawer"
      aria-label={label}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
      tabIndex={0}
      className="max-h-[162px] overflow-auto py-1 text-meta [scrollbar-width:thin] focus-visible:outline-offset-[-2px]"
    >
      <ol className="relative" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const event = events[index];
          if (!event) return null;
          return (
            <li
              key={event.id}
              data-index={index}
              aria-setsize={events.length}
              aria-posinset={index + 1}
              className="absolute inset-x-0"
              style={{ top: start }}
            >
              <EventRow event={event} selected={event.step === selected} onSelect={onSelect} />
            </li>
          );
        })}
      </ol>
    </div>
  );
}

function EventRow({
  event,
  selected,
  onSelect,
}: {
  event: LifecycleEvent;
  selected: boolean;
  onSelect: (step: string) => void;
}) {
  const { step, title, detail, code, kind } = event;
  const failed = kind === 'failed' || (kind === 'step_ended' && code !== null);
  const words = (
    <>
      <span className="justify-self-end whitespace-nowrap text-ink-2">{offsetText(event)}</span>
      <span className={classNames('truncate font-medium', failed && 'text-fail')}>{title}</span>
      {detail === null && code === null ? null : (
        <span className="truncate text-ink-2">
          {detail}
          {detail !== null && code !== null ? ', ' : null}
          {code === null ? null : (
            <Untrusted text={code} className={classNames('font-mono tracking-[-0.02em]', failed && 'text-fail')} />
          )}
        </span>
      )}
    </>
  );
  const basis = `Time of the ${event.basis}`;
  if (step === null) {
    return (
      <div title={basis} className={ROW_LOOK}>
        {words}
      </div>
    );
  }
  return (
    <button
      type="button"
      title={basis}
      aria-current={selected ? 'true' : undefined}
      onClick={() => onSelect(step)}
      className={classNames(
        ROW_LOOK,
        'cursor-pointer focus-visible:outline-offset-[-2px]',
        selected ? 'bg-accent-soft' : 'hover:bg-hover',
      )}
    >
      {words}
    </button>
  );
}

/** `0`, `≈ 9 s`, `after ≈ 9 s`, `by ≈ 35 s`; – where the source does not say when. */
function offsetText({ offset, approximate, bound }: LifecycleEvent): string {
  if (offset === null) return '–';
  const text = offset === 0 ? '0' : formatDuration(offset, { approximate });
  return bound === 'exact' ? text : `${bound} ${text}`;
}
