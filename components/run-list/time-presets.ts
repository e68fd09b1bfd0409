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

/** The time filter in words: a preset, `Last 90 min`, `From 2026-11-20`, `2026-11-20 to 2026-11-21`; `Any` without one. */
export function timeLabel(from: string | null, to: string | null): string {
  if (from === null && to === null) return 'Any';
  if (to !== null) return from === null ? `Until ${boundLabel(to)}` : `${boundLabel(from)} to ${boundLabel(to)}`;
  const preset = TIME_PRESETS.find((each) => each.value === from);
  if (preset) return preset.label;
  const back = lengthBack(from ?? '');
  return back === null ? `From ${boundLabel(from ?? '')}` : `Last ${back}`;
}

function boundLabel(bound: string): string {
  const back = lengthBack(bound);
  return back === null ? bound.replace('T', ' ') : `${back} ago`;
}

function lengthBack(bound: string): string | null {
  const match = /^(\d+)([mhd])$/.exec(bound);
  return match ? `${match[1]} ${UNITS[match[2] as keyof typeof UNITS]}` : null;
}
