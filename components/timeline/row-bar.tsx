'use client';

import { ChevronLeft, ChevronRight } from 'lucide';
import { memo, type ReactNode } from 'react';
import { classNames } from '../ui/class-names.ts';
import { Icon } from '../ui/icon.tsx';
import type { BarBox } from './bar-pieces.ts';
import { layoutRow, type RowLayout, type RowSpec } from './row-layout.ts';
import type { TimelineView } from './timeline-view.ts';
import { useLayout } from './use-layout.ts';

/** How a row's bar and label look, as class names. */
export interface RowLook {
  bar: string;
  label: string;
  /** Of a label inside the bar, in place of `label`. */
  inside?: string;
  /** Drawn on the end of the bar where the row is marked. */
  mark?: ReactNode;
}

/**
 * The bar of a row on its track, with its label. Draws itself again when the view moves; says nothing to screen readers,
 * since the row's name carries its times. The track must be as wide as the one that the timeline has measured.
 */
export const RowBar = memo(function RowBar({
  timeline,
  row,
  look,
}: {
  timeline: TimelineView;
  row: RowSpec;
  look: RowLook;
}) {
  const frame = useLayout(timeline);
  if (!frame) return null;
  const { bar, label, off, mark } = layoutRow(frame, row);
  return (
    <>
      {bar ? <Bar bar={bar} className={look.bar} /> : null}
      {label ? (
        <bdi
          aria-hidden
          className={classNames(
            'pointer-events-none absolute top-1/2 z-2 -translate-y-1/2 rounded-bar text-micro leading-4 whitespace-nowrap',
            label.side === 'inside' ? look.inside : `-mx-[3px] bg-(--row) px-[3px] ${look.label}`,
          )}
          style={{ left: label.left }}
        >
          {row.label}
        </bdi>
      ) : null}
      {off ? <OffView off={off} row={row} className={row.marked ? look.label : 'text-ink-3'} /> : null}
      {mark === null || !look.mark ? null : (
        <span aria-hidden className="pointer-events-none absolute top-1/2 z-3 -translate-1/2" style={{ left: mark }}>
          {look.mark}
        </span>
      )}
    </>
  );
});

const BAR = 'absolute top-1/2 z-2 -translate-y-1/2 overflow-hidden rounded-bar';

function Bar({ bar: { left, width, pieces }, className }: { bar: BarBox; className: string }) {
  const [only] = pieces;
  const style = { left, width };
  if (only && pieces.length === 1)
    return <span aria-hidden data-bar className={classNames(BAR, className, only.look)} style={style} />;
  return (
    <span aria-hidden data-bar className={classNames(BAR, className)} style={style}>
      {pieces.map((piece, i) => (
        <i
          // oxlint-disable-next-line react/no-array-index-key -- pieces have no identity, they come and go with the zoom
          key={i}
          className={`absolute inset-y-0 ${piece.look}`}
          style={{ left: piece.left - left, width: piece.width }}
        />
      ))}
    </span>
  );
}

/** The arrow to a bar that is out of view; a click on it brings the bar into view. */
function OffView({ off, row, className }: { off: NonNullable<RowLayout['off']>; row: RowSpec; className: string }) {
  const before = off.side === 'left';
  const at = before ? row.stretches.at(-1)?.end : row.stretches[0]?.start;
  return (
    <span
      aria-hidden
      data-reveal={at}
      className={`absolute top-1/2 z-2 flex -translate-y-1/2 items-center gap-[3px] rounded-bar text-micro leading-4 whitespace-nowrap hover:text-ink ${className}`}
      style={{ left: off.left, width: off.width, justifyContent: before ? 'start' : 'end' }}
    >
      {before ? <Icon of={ChevronLeft} size={12} /> : null}
      <bdi className="overflow-hidden">{row.label}</bdi>
      {before ? null : <Icon of={ChevronRight} size={12} />}
    </span>
  );
}
