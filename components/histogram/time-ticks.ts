const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const THIN = '\u202f';

type Unit = 'second' | 'minute' | 'hour' | 'day' | 'month';
const LENGTHS: Record<Unit, number> = { second: SECOND, minute: MINUTE, hour: HOUR, day: DAY, month: 30.4 * DAY };
const STEPS: Record<Unit, readonly number[]> = {
  second: [1, 2, 5, 10, 15, 30],
  minute: [1, 2, 5, 10, 15, 30],
  hour: [1, 2, 3, 6, 12],
  day: [1, 2, 7, 14],
  month: [1, 2, 3, 6, 12, 24, 60, 120],
};

/** A mark of a time axis. */
export interface TimeTick {
  at: number;
  label: string;
}

/** At most `most` round times of the reader's clock and calendar between two instants (ms since 1970). */
export function timeTicks(start: number, end: number, most: number): TimeTick[] {
  const [unit, by] = stepOf((end - start) / most);
  const ticks: TimeTick[] = [];
  const at = floorTo(new Date(start), unit, by);
  // Bounded, whatever a clock change does to the additions.
  for (let i = 0; i <= most + 2 && at.getTime() <= end; i++) {
    if (at.getTime() >= start) ticks.push({ at: at.getTime(), label: tickLabel(at, unit) });
    advance(at, unit, by);
  }
  return ticks.slice(0, most + 1);
}

/** An instant as short as a range of `span` ms needs it: `13:10:05`, `13:10`, `20 Nov 13:10`, `20 Nov 2026`. */
export function timeWords(at: number, span: number): string {
  const date = new Date(at);
  const clock = `${pad(date.getHours())}:${pad(date.getMinutes())}`;
  const day = `${date.getDate()} ${MONTHS[date.getMonth()] ?? ''}`;
  if (span < 10 * MINUTE) return `${clock}:${pad(date.getSeconds())}`;
  if (span < DAY) return clock;
  return span < 60 * DAY ? `${day} ${clock}` : `${day} ${date.getFullYear()}`;
}

/** A length of time to its two largest units: `45 s`, `12 min`, `1 h 30 m`, `7 d 4 h`. */
export function lengthWords(length: number): string {
  if (length < MINUTE) return `${Math.round(length / SECOND)}${THIN}s`;
  if (length < HOUR) return `${Math.round(length / MINUTE)}\u00a0min`;
  if (length < 2 * DAY) return pair(Math.round(length / MINUTE), 60, 'h', 'm');
  return pair(Math.round(length / HOUR), 24, 'd', 'h');
}

function pair(small: number, inLarge: number, large: string, unit: string): string {
  const rest = small % inLarge;
  const first = `${Math.floor(small / inLarge)}${THIN}${large}`;
  return rest === 0 ? first : `${first} ${unit === 'm' ? pad(rest) : rest}${THIN}${unit}`;
}

function stepOf(least: number): [Unit, number] {
  for (const unit of Object.keys(STEPS) as Unit[]) {
    for (const by of STEPS[unit]) if (LENGTHS[unit] * by >= least) return [unit, by];
  }
  return ['month', 120];
}

function floorTo(date: Date, unit: Unit, by: number): Date {
  const down = (value: number) => Math.floor(value / by) * by;
  const [year, month, day] = [date.getFullYear(), date.getMonth(), date.getDate()];
  const [hour, minute, second] = [date.getHours(), date.getMinutes(), date.getSeconds()];
  switch (unit) {
    case 'second':
      return new Date(year, month, day, hour, minute, down(second));
    case 'minute':
      return new Date(year, month, day, hour, down(minute));
    case 'hour':
      return new Date(year, month, day, down(hour));
    case 'day': {
      // Counted from a fixed Monday, so that ticks stay where they are while the range moves.
      const days = Math.floor(Date.UTC(year, month, day) / DAY) - 4;
      return new Date(year, month, day - (days - down(days)));
    }
    default: {
      const months = down(year * 12 + month);
      return new Date(Math.floor(months / 12), months % 12, 1);
    }
  }
}

function advance(date: Date, unit: Unit, by: number): void {
  if (unit === 'month') date.setMonth(date.getMonth() + by);
  else if (unit === 'day') date.setDate(date.getDate() + by);
  else date.setTime(date.getTime() + LENGTHS[unit] * by);
}

function tickLabel(date: Date, unit: Unit): string {
  const day = `${date.getDate()} ${MONTHS[date.getMonth()] ?? ''}`;
  if (unit === 'month') return date.getMonth() === 0 ? String(date.getFullYear()) : (MONTHS[date.getMonth()] ?? '');
  if (unit === 'day') return day;
  const clock = `${pad(date.getHours())}:${pad(date.getMinutes())}`;
  if (unit === 'second') return `${clock}:${pad(date.getSeconds())}`;
  return clock === '00:00' ? day : clock;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
