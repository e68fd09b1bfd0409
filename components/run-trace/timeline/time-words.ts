import type { Run } from '#lib/domain/run.ts';
import { SLOT, type TimelineData } from '../../timeline/timeline-data.ts';
import { formatClock, formatCount, formatDateTime, formatDuration } from '../../ui/format.ts';

const THIN = '\u202f';
const NUMBER = new Intl.NumberFormat('en');
const MINUTE = 60_000;
const DAY = 86_400_000;

/** A length that is known exactly, such as that of a piece of the drawing: `22 s` where the clock knows seconds only, else `22.6 s`. */
export function exactLength(length: number, run: Run): string {
  const whole = run.timeResolution >= 1000 && length >= 1000 && length < MINUTE;
  return whole ? `${Math.round(length / 1000)}${THIN}s` : formatDuration(length);
}

/** Two instants counted from the run's creation: `8 → 33 s`, `36.60 → 37.92 s`, `41 s → 1 m 06 s`. */
export function offsetRange(start: number, end: number, run: Run): string {
  const zero = run.createdAt ?? start;
  const [from, to] = [start - zero, end - zero];
  const digits = run.timeResolution >= 1000 ? 0 : 2;
  if (Math.abs(from) < MINUTE && Math.abs(to) < MINUTE) {
    return `${seconds(from, digits)} → ${seconds(to, digits)}${THIN}s`;
  }
  return `${offset(from, digits)} → ${offset(to, digits)}`;
}

/** What the crosshair says of an instant: how long after the creation, and the time of day, with the day where it is a day and more. `pxPerMs` tells how fine. */
export function crosshairText(at: number, pxPerMs: number, zero: number): string {
  const perPixel = 1 / pxPerMs;
  const digits = perPixel >= 500 ? 0 : perPixel >= 25 ? 1 : perPixel >= 2.5 ? 2 : 3;
  const coarse = perPixel >= MINUTE / 2;
  const clock = Math.abs(at - zero) < DAY ? formatClock(at) : formatDateTime(at);
  return `${coarse ? formatDuration(at - zero) : offset(at - zero, digits)} · ${clock}`;
}

/** An instant aloud: `12.5 seconds`, `1 minute 6 seconds`, counted from the creation. */
export function spokenOffset(length: number): string {
  const tenths = Math.round(length / 100) / 10;
  if (Math.abs(tenths) < 60) return count(tenths, 'second');
  const [whole, rest] = [Math.trunc(tenths), Math.round((tenths % 60) * 10) / 10];
  const units: [number, string][] = [
    [Math.trunc(whole / 86_400), 'day'],
    [Math.trunc(whole / 3600) % 24, 'hour'],
    [Math.trunc(whole / 60) % 60, 'minute'],
    [rest, 'second'],
  ];
  return units.flatMap(([value, unit]) => (value === 0 ? [] : [count(value, unit)])).join(' ');
}

/** How long a run took, aloud: `about 9 seconds` where the clock (`resolution`, milliseconds) is no finer than a second. */
export function spokenLength(length: number, resolution: number): string {
  if (resolution < 1000) return spokenOffset(length);
  return length < 1000 ? 'less than 1 second' : `about ${spokenOffset(length)}`;
}

/**
 * A stretch aloud, counted from the creation, with so many decimals: `40.0 to 41.0 seconds`, `58 seconds to 1 minute
 * 6 seconds`, `at 3 seconds`, `from 2 seconds`. `end` is null where it is not known.
 */
export function spokenSpan(start: number, end: number | null, digits: number): string {
  const text = (at: number) => (at / 1000).toFixed(digits).replace('-', 'minus ');
  const last = end ?? start;
  const [from, to] = [start, last].map((at) => spokenOffset(at).replaceAll('-', 'minus '));
  if (from === to) return `${end === null ? 'from' : 'at'} ${from}`;
  if (Math.abs(start) < MINUTE && Math.abs(last) < MINUTE) return `${text(start)} to ${text(last)} seconds`;
  return `${from} to ${to}`;
}

/** An end of what is in view aloud: an instant counted from the creation, or the step there where only the order is known. */
export function spokenEnd(
  { orderOnly, zero }: Pick<TimelineData, 'orderOnly' | 'zero'>,
  at: number,
  end: 'start' | 'end',
): string {
  if (!orderOnly) return spokenOffset(at - zero);
  const slots = (at - zero) / SLOT;
  return `step ${formatCount(end === 'start' ? Math.floor(slots) + 1 : Math.max(1, Math.ceil(slots)))}`;
}

function offset(length: number, digits: number): string {
  if (Math.abs(length) < MINUTE) return `${seconds(length, digits)}${THIN}s`;
  const sign = length < 0 ? '−' : '';
  const total = Math.abs(length) / 1000;
  const rest = (Math.floor((total % 60) * 10 ** digits + 1e-6) / 10 ** digits).toFixed(digits);
  const last = `${rest.padStart(digits === 0 ? 2 : digits + 3, '0')}${THIN}s`;
  const minutes = Math.floor(total / 60);
  if (minutes < 60) return `${sign}${minutes}${THIN}m ${last}`;
  return `${sign}${Math.floor(minutes / 60)}${THIN}h ${String(minutes % 60).padStart(2, '0')}${THIN}m ${last}`;
}

function seconds(length: number, digits: number): string {
  return (length / 1000).toFixed(digits).replace('-', '−');
}

function count(value: number, unit: string): string {
  return `${NUMBER.format(value)} ${unit}${Math.abs(value) === 1 ? '' : 's'}`;
}
