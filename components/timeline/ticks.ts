const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const THIN = '\u202f';

/** Steps beyond which powers of ten would not read well on a clock. */
const CLOCK_STEPS = [15, 30, 60, 120, 300, 900].map((seconds) => seconds * SECOND);
const HOUR_STEPS = [1, 2, 6, 12].map((hours) => hours * HOUR);

export interface Tick {
  /** Milliseconds from zero. */
  at: number;
  /** The number, with the unit on the first and the last tick only. */
  label: string;
}

/** The least step of the row 1, 2, 5 × 10ⁿ, then 15 s, 30 s, 1, 2, 5, 15 min, 1, 2, 6, 12 h, then days, that is at least `least` long. */
export function tickStep(least: number): number {
  if (least <= 10 * SECOND) return decimalStep(Math.max(least, 1));
  const clock = [...CLOCK_STEPS, ...HOUR_STEPS].find((step) => step >= least);
  return clock ?? decimalStep(least / DAY) * DAY;
}

/** Ticks from `from` to `to` (milliseconds from zero) on `width` pixels, at least `gap` pixels apart. */
export function axisTicks(from: number, to: number, width: number, gap = 48): Tick[] {
  if (!(to > from) || width < gap) return [];
  const step = tickStep(((to - from) / width) * gap);
  const [unit, name] = unitOf(step);
  const ticks: Tick[] = [];
  for (let n = Math.ceil(from / step); n * step <= to; n++) {
    ticks.push({ at: n * step, label: number((n * step) / unit) });
  }
  const ends = new Set([ticks[0], ticks.at(-1)]);
  return ticks.map((tick) => (ends.has(tick) ? { ...tick, label: `${tick.label}${THIN}${name}` } : tick));
}

function decimalStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least) + 1e-9);
  const factor = [1, 2, 5, 10].find((each) => each * power >= least * (1 - 1e-9)) ?? 10;
  return factor * power;
}

function unitOf(step: number): [number, string] {
  if (step < SECOND) return step >= 100 ? [SECOND, 's'] : [1, 'ms'];
  if (step < MINUTE) return [SECOND, 's'];
  if (step < HOUR) return [MINUTE, 'min'];
  return step < DAY ? [HOUR, 'h'] : [DAY, 'd'];
}

function number(value: number): string {
  const rounded = Math.round(value * 1000) / 1000;
  return (Object.is(rounded, -0) ? 0 : rounded).toLocaleString('en').replace('-', '−');
}
