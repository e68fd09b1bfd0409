const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const THIN = '\u202f';

/** Steps beyond which powers of ten would not read well on a clock. */
const CLOCK_STEPS = [15, 30, 60, 120, 300, 900].map((seconds) => seconds * SECOND);
const HOUR_STEPS = [1, 2, 6, 12].map((hours) => hours * HOUR);
/** Milliseconds read worse than decimals of a second from here on. */
const LONG_IN_MS = 10 * SECOND;

/** Texts of ticks, all of one unit. */
export interface TickUnit {
  /** The number alone. */
  short: (at: number) => string;
  /** With the unit: for the first and the last tick. */
  long: (at: number) => string;
}

/** The least step of the row 1, 2, 5 × 10ⁿ, then 15 s, 30 s, 1, 2, 5, 15 min, 1, 2, 6, 12 h, then days, that is at least `least` long. */
export function tickStep(least: number): number {
  if (least <= 10 * SECOND) return decimalStep(Math.max(least, 1));
  const clock = [...CLOCK_STEPS, ...HOUR_STEPS].find((step) => step >= least);
  return clock ?? decimalStep(least / DAY) * DAY;
}

/** Beyond these, seconds and minutes are written as on a clock: `1:05`, `11:06:36`; `1:30` in hours. */
const LONG_IN_SECONDS = MINUTE;
const LONG_IN_MINUTES = HOUR;

/** How ticks of a step are written on an axis that reaches `farthest` from zero (milliseconds). */
export function tickUnit(step: number, farthest: number): TickUnit {
  if (step < MINUTE && farthest > LONG_IN_SECONDS) return clockUnit(farthest, step);
  if (step < HOUR && farthest > LONG_IN_MINUTES) return clockUnit(farthest, null);
  const [unit, name] = unitOf(step, farthest);
  const short = (at: number) => number(at / unit);
  return { short, long: (at) => `${short(at)}${THIN}${name}` };
}

/** Multiples of `step` from `from` to `to`, at most `most`. */
export function multiples(step: number, from: number, to: number, most: number): number[] {
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.min(Math.floor(to / step + 1e-9), first + most - 1);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => (first + i) * step);
}

/** `1:05` and `11:06:36` down to the step's decimals, or `11:05` in hours and minutes where `step` is null. */
function clockUnit(farthest: number, step: number | null): TickUnit {
  const hours = step === null || farthest >= HOUR;
  const digits = step === null || step >= SECOND ? 0 : Math.ceil(-Math.log10(step / SECOND) - 1e-9);
  const short = (at: number) => {
    if (at === 0) return '0';
    const length = Math.abs(at);
    const seconds = ((length % MINUTE) / SECOND).toFixed(digits).padStart(digits === 0 ? 2 : digits + 3, '0');
    const minutes = Math.floor(length / MINUTE);
    const pad = (value: number) => String(value).padStart(2, '0');
    const parts = hours ? [Math.floor(minutes / 60), pad(minutes % 60)] : [minutes];
    return `${at < 0 ? '−' : ''}${[...parts, ...(step === null ? [] : [seconds])].join(':')}`;
  };
  return { short, long: (at) => `${short(at)}${THIN}${hours ? 'h' : 'min'}` };
}

function decimalStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least) + 1e-9);
  const factor = [1, 2, 5, 10].find((each) => each * power >= least * (1 - 1e-9)) ?? 10;
  return factor * power;
}

function unitOf(step: number, farthest: number): [number, string] {
  if (step < SECOND) return step >= 100 || farthest >= LONG_IN_MS ? [SECOND, 's'] : [1, 'ms'];
  if (step < MINUTE) return [SECOND, 's'];
  if (step < HOUR) return [MINUTE, 'min'];
  return step < DAY ? [HOUR, 'h'] : [DAY, 'd'];
}

function number(value: number): string {
  const rounded = Math.round(value * 1000) / 1000;
  return (Object.is(rounded, -0) ? 0 : rounded).toLocaleString('en', { maximumFractionDigits: 3 }).replace('-', '−');
}
