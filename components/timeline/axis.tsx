import { percentAt, type Plot } from './plot.ts';
import { axisTicks, type Tick } from './ticks.ts';

/** Ticks of a plot whose times count from `zero`. */
export function plotTicks(plot: Plot, zero: number): Tick[] {
  return axisTicks(plot.start - zero, plot.end - zero, plot.width);
}

/** The numbers above a plot. */
export function TimeAxis({ plot, zero }: { plot: Plot; zero: number }) {
  return plotTicks(plot, zero).map((tick) => {
    const left = percentAt(plot, zero + tick.at);
    const shift = left < 2 ? '' : left > 97 ? '-translate-x-full' : '-translate-x-1/2';
    return (
      <span
        key={tick.at}
        className={`absolute top-1.5 leading-4 whitespace-nowrap ${shift}`}
        style={{ left: `${left}%` }}
      >
        {tick.label}
      </span>
    );
  });
}

/** A line through all rows at an instant. */
export interface EventLine {
  at: number;
  className: string;
}

/** Lines below the bars of a plot: one at each tick, and those of events. */
export function PlotLines({ plot, zero, events }: { plot: Plot; zero: number; events: readonly EventLine[] }) {
  return (
    <>
      {plotTicks(plot, zero).map((tick) => (
        <span
          key={tick.at}
          className="absolute inset-y-0 w-px bg-line opacity-75"
          style={{ left: `${percentAt(plot, zero + tick.at)}%` }}
        />
      ))}
      {events.map(({ at, className }) => (
        <span
          key={`${at} ${className}`}
          className={`absolute inset-y-0 w-0 border-l ${className}`}
          style={{ left: `${percentAt(plot, at)}%` }}
        />
      ))}
    </>
  );
}
