/** Narrow no-break space: stands before every unit. Words of a sentence keep the usual width. */
const THIN = '\u202f';
const WIDE = '\u00a0';
const NONE = '–';
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const LAST_INSTANT = 253_402_300_799_999;
/** The product speaks English; one locale on server and client keeps hydration equal. */
const GROUPED = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

type Maybe = number | null | undefined;
/** Which clock a text shows. The server knows no time zone but UTC. */
export type Zone = 'local' | 'utc';

function known(value: Maybe): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

/**
 * A length of time in milliseconds: `820 ms`, `4.18 s`, `41.0 s`, `1 m 06 s`, `1 h 04 m`. With `approximate` (times known
 * to the second only) `≈ 9 s`, and `< 1 s` for none. The sign stands at the figure. Unknown is –.
 */
export function formatDuration(ms: Maybe, options: { approximate?: boolean } = {}): string {
  if (!known(ms)) return NONE;
  if (ms < 0) return formatDuration(-ms, options).replace(/^≈\u202f|^/, '$&−');
  if (options.approximate) {
    const seconds = Math.round(ms / 1000);
    if (seconds === 0) return `<${THIN}1${THIN}s`;
    return `≈${THIN}${seconds < 60 ? `${seconds}${THIN}s` : longDuration(ms)}`;
  }
  if (ms < 999.5) return `${Math.round(ms)}${THIN}ms`;
  if (ms < 9_995) return `${(ms / 1000).toFixed(2)}${THIN}s`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)}${THIN}s`;
  return longDuration(ms);
}

function longDuration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) return `${Math.floor(seconds / 60)}${THIN}m ${pad(seconds % 60)}${THIN}s`;
  const minutes = Math.round(ms / 60_000);
  return `${GROUPED.format(Math.floor(minutes / 60))}${THIN}h ${pad(minutes % 60)}${THIN}m`;
}

/** Tokens for lists: `934`, `19.7k`, `1.2M`. Unknown is –, never 0. */
export function formatTokens(count: Maybe): string {
  if (!known(count)) return NONE;
  if (Math.abs(count) < 1000) return GROUPED.format(count);
  if (Math.abs(count) < 999_950) return `${(count / 1000).toFixed(1)}k`;
  return `${(count / 1_000_000).toFixed(1)}M`;
}

/** A whole number with grouping: `18,412`. Unknown is –. */
export function formatCount(count: Maybe): string {
  return known(count) ? GROUPED.format(count).replace('-', '−') : NONE;
}

/** How many of a thing whose plural ends in s: `1 run`, `2,104 runs`. */
export function formatCountOf(count: number, thing: string): string {
  return `${formatCount(count)} ${thing}${count === 1 ? '' : 's'}`;
}

/** A size in steps of 1,024: `412 B`, `48 KB`, `1.9 MB`. Unknown is –. */
export function formatBytes(bytes: Maybe): string {
  if (!known(bytes)) return NONE;
  let size = bytes;
  for (const unit of ['B', 'KB', 'MB', 'GB']) {
    const shown = unit === 'B' || size >= 9.95 ? Math.round(size) : Math.round(size * 10) / 10;
    if (shown < 1024) return `${GROUPED.format(Math.trunc(shown))}${fraction(shown)}${THIN}${unit}`;
    size /= 1024;
  }
  return `${GROUPED.format(size)}${THIN}TB`;
}

function fraction(value: number): string {
  const tenth = Math.round((value % 1) * 10);
  return tenth === 0 ? '' : `.${tenth}`;
}

/** A relevance score: two decimals, all of them when two would hide it (`0.91`, `0.0032`). Unknown is –. */
export function formatScore(score: Maybe): string {
  if (!known(score)) return NONE;
  return score !== 0 && Math.abs(score) < 0.005 ? String(score) : score.toFixed(2);
}

/** Date and time to the second on the reader's clock: `20 Nov 2026, 14:32:07`. */
export function formatDateTime(at: Maybe): string {
  return fullTime(at, 'local');
}

/** Date and time to the second in UTC: `20 Nov 2026, 14:32:07 UTC`. */
export function formatUtc(at: Maybe): string {
  return fullTime(at, 'utc');
}

/** Time of day to the second: `14:32:07`, with ` UTC` in that zone. */
export function formatClock(at: Maybe, zone: Zone = 'local'): string {
  const parts = dateParts(at, zone);
  return parts ? `${parts.hour}:${parts.minute}:${parts.second}${zoneName(zone)}` : raw(at);
}

/** Time of day to the minute, as in lists: `14:32`. */
export function formatTime(at: Maybe, zone: Zone = 'local'): string {
  const parts = dateParts(at, zone);
  return parts ? `${parts.hour}:${parts.minute}${zoneName(zone)}` : raw(at);
}

/** How long ago: `4 s ago`, `8 min ago`, then `14:32` on the same day, then `20 Nov`, then `20 Nov 2025`. `now` in milliseconds. */
export function formatAgo(at: Maybe, now: number, zone: Zone = 'local'): string {
  const parts = dateParts(at, zone);
  if (!parts || !known(at)) return raw(at);
  const age = now - at;
  if (age >= 0 && age < 60_000) return `${Math.floor(age / 1000)}${WIDE}s ago`;
  if (age >= 0 && age < 3_600_000) return `${Math.floor(age / 60_000)}${WIDE}min ago`;
  const today = dateParts(now, zone);
  if (today?.day === parts.day && today.month === parts.month && today.year === parts.year) {
    return formatTime(at, zone);
  }
  const date = `${parts.day} ${MONTHS[parts.month] ?? ''}`;
  return today?.year === parts.year ? date : `${date} ${parts.year}`;
}

function fullTime(at: Maybe, zone: Zone): string {
  const parts = dateParts(at, zone);
  if (!parts) return raw(at);
  const { day, month, year, hour, minute, second } = parts;
  return `${day} ${MONTHS[month] ?? ''} ${year}, ${hour}:${minute}:${second}${zoneName(zone)}`;
}

function zoneName(zone: Zone): string {
  return zone === 'utc' ? ' UTC' : '';
}

/** Instants outside 1970 to 9999 are shown as the number they are. */
function raw(at: Maybe): string {
  return at === null || at === undefined ? NONE : String(at);
}

function dateParts(at: Maybe, zone: Zone) {
  if (!known(at) || at < 0 || at > LAST_INSTANT) return null;
  const date = new Date(at);
  const utc = zone === 'utc';
  return {
    year: utc ? date.getUTCFullYear() : date.getFullYear(),
    month: utc ? date.getUTCMonth() : date.getMonth(),
    day: utc ? date.getUTCDate() : date.getDate(),
    hour: pad(utc ? date.getUTCHours() : date.getHours()),
    minute: pad(utc ? date.getUTCMinutes() : date.getMinutes()),
    second: pad(utc ? date.getUTCSeconds() : date.getSeconds()),
  };
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
