import { joinNarrow, labelSide, MIN_BAR, percentAt, type Plot, type Segment } from './plot.ts';

/**
 * A bar on a plot, split into pieces whose `look` is a class name. True to scale, but never narrower than 3 px. Says
 * nothing to screen readers: the row's name carries its times.
 */
export function TimeBar({
  plot,
  segments,
  className,
}: {
  plot: Plot;
  segments: readonly Segment<string>[];
  className: string;
}) {
  const pieces = joinNarrow(plot, segments);
  const first = pieces[0];
  const last = pieces.at(-1);
  if (!first || !last) return null;
  const left = percentAt(plot, first.start);
  const width = percentAt(plot, last.end) - left;
  return (
    <span
      aria-hidden
      className={`absolute top-1/2 z-2 flex -translate-y-1/2 gap-px overflow-hidden rounded-bar ${className}`}
      style={{ left: `min(${left}%, calc(100% - ${MIN_BAR}px))`, width: `${width}%`, minWidth: MIN_BAR }}
    >
      {pieces.map((piece) => (
        <i
          key={piece.start}
          className={`block h-full min-w-px ${piece.look}`}
          style={{ flex: `${Math.max(1, piece.end - piece.start)} 1 0` }}
        />
      ))}
    </span>
  );
}

/** What stands beside a bar: right of it, left of it, or nowhere when neither side has room. Carries the row's background. */
export function BarLabel({
  plot,
  start,
  end,
  text,
  className,
}: {
  plot: Plot;
  start: number;
  end: number;
  text: string;
  className: string;
}) {
  const side = labelSide(plot, start, end, text);
  if (side === 'none') return null;
  const style =
    side === 'right'
      ? { left: `calc(max(${percentAt(plot, end)}%, ${percentAt(plot, start)}% + ${MIN_BAR}px) + 3px)` }
      : { right: `calc(${100 - percentAt(plot, start)}% + 3px)` };
  return (
    <span
      aria-hidden
      className={`absolute top-1/2 z-2 -translate-y-1/2 rounded-bar px-[3px] text-micro leading-4 whitespace-nowrap ${className}`}
      style={style}
    >
      <bdi>{text}</bdi>
    </span>
  );
}
