import { type Colour, lookOf } from './sgr.ts';

/** Which of the product's colours comes next to a colour of a terminal: its own would fail on one of the two themes. */
function tokenOf([red, green, blue]: Colour): 'fail' | 'wait' | 'ok' | 'info' | 'accent' | 'dim' | 'plain' {
  const high = Math.max(red, green, blue);
  const spread = high - Math.min(red, green, blue);
  if (spread < 40) return high >= 60 && high < 200 ? 'dim' : 'plain';
  if (high === red) {
    if (blue > green + spread / 2) return 'accent';
    return green - blue > spread / 3 ? 'wait' : 'fail';
  }
  if (high === green) return blue - red > spread / 2 ? 'info' : 'ok';
  return red - green > spread / 3 ? 'accent' : 'info';
}

const INK = {
  fail: 'text-fail',
  wait: 'text-wait',
  ok: 'text-ok',
  info: 'text-syn-num',
  accent: 'text-syn-kw',
  dim: 'text-ink-3',
  plain: '',
};

const PAPER = {
  fail: 'bg-fail-soft',
  wait: 'bg-wait-soft',
  ok: 'bg-ok-soft',
  info: 'bg-live-soft',
  accent: 'bg-live-soft',
  dim: 'bg-idle-soft',
  plain: 'bg-idle-soft',
};

const DECORATION = { bold: 'font-semibold', italic: 'italic', underline: 'underline', strike: 'line-through' };

const known = new Map<string, string>();

/**
 * Class names for text behind these SGR sequences. Hidden text (SGR 8) stays readable, blinking stands still, and reversed
 * colours become a background.
 */
export function styleOf(sequences: string): string {
  const before = known.get(sequences);
  if (before !== undefined) return before;
  const style = readStyle(sequences);
  if (known.size > 2000) known.clear();
  known.set(sequences, style);
  return style;
}

function readStyle(sequences: string): string {
  const { flags, ink, paper } = lookOf(sequences);
  const front = ink && tokenOf(ink);
  const back = paper && tokenOf(paper);
  const reverse = flags.has('reverse');
  const classes = [
    reverse ? PAPER[front ?? 'plain'] : back ? PAPER[back] : '',
    reverse ? (back ? INK[back] : '') : front ? INK[front] : '',
    ...(['bold', 'italic', 'underline', 'strike'] as const).map((flag) => (flags.has(flag) ? DECORATION[flag] : '')),
    flags.has('dim') && !front ? 'text-ink-3' : '',
  ];
  return classes.filter(Boolean).join(' ');
}
