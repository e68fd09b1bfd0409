/** Lengths back from now that the time filter offers; the empty one is any time. */
export const TIME_PRESETS = [
  { value: '', label: 'Any time' },
  { value: '15m', label: 'Last 15 min' },
  { value: '1h', label: 'Last hour' },
  { value: '6h', label: 'Last 6 h' },
  { value: '24h', label: 'Last 24 h' },
  { value: '7d', label: 'Last 7 days' },
  { value: '30d', label: 'Last 30 days' },
];

const UNITS = { m: 'min', h: 'h', d: 'days' };

/**
 * The time filter in words: a preset, `Last 90 min`, `From 2026-11-20`, `2026-11-20 to 2026-11-21`; `Any` without one. With
 * `local`, which only the browser knows, instants stand on the reader's clock: `20 Nov 13:10 to 14:40`.
 */
export function timeLabel(from: string | null, to: string | null, local = false): string {
  if (from === null && to === null) return 'Any';
  const start = boundLabel(from ?? '', local);
  const end = boundLabel(to ?? '', local);
  if (to !== null) return from === null ? `Until ${end}` : `${start} to ${withoutDay(end, start)}`;
  const preset = TIME_PRESETS.find((each) => each.value === from);
  if (preset) return preset.label;
  const back = lengthBack(from ?? '');
  return back === null ? `From ${start}` : `Last ${back}`;
}

function boundLabel(bound: string, local: boolean): string {
  const back = lengthBack(bound);
  if (back !== null) return `${back} ago`;
  const at = local && bound.includes('T') ? new Date(bound) : null;
  if (!at || Number.isNaN(at.getTime())) return bound.replace('T', ' ');
  const clock = [at.getHours(), at.getMinutes(), ...(at.getSeconds() === 0 ? [] : [at.getSeconds()])];
  const day = at.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' });
  return `${day} ${clock.map((part) => String(part).padStart(2, '0')).join(':')}`;
}

/** The end of a range without its day where that is the day of the start. */
function withoutDay(end: string, start: string): string {
  const day = /^\d{1,2} [A-Z][a-z]{2,3} (?=\d\d:)/.exec(end)?.[0];
  return day !== undefined && start.startsWith(day) ? end.slice(day.length) : end;
}

function lengthBack(bound: string): string | null {
  const match = /^(\d+)([mhd])$/.exec(bound);
  return match ? `${match[1]} ${UNITS[match[2] as keyof typeof UNITS]}` : null;
}
