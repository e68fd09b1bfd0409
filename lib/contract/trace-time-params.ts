/** Which part of a run's time is in view, as it stands in the address: `?from=12.5s&to=31s`. Times count from the run's creation, in milliseconds. */
export interface TraceTime {
  /** First and last instant in view; both or neither. */
  from: number | null;
  to: number | null;
  /** For how long a view idle stretches are hidden, where that is not the one from first to last: it was moved there. */
  cut: number | null;
  /** How much of the newest time is in view while the run goes on; null for everything. */
  follow: number | null;
  /** Whether idle time is drawn in full. */
  showIdle: boolean;
  /** Where the idle stretches begin that the reader opened. */
  gaps: readonly number[];
}

/** All of a run's time, as it opens. */
export const ALL_TIME: TraceTime = { from: null, to: null, cut: null, follow: null, showIdle: false, gaps: [] };

const MOST_GAPS = 32;

/** Reads an address; null where it says nothing that can be read. */
export function parseTraceTime(query: URLSearchParams): TraceTime | null {
  const [from, to] = [readOffset(query.get('from')), readOffset(query.get('to'))];
  const asked = from !== null && to !== null && to > from;
  const cut = asked ? readOffset(query.get('cut')) : null;
  const follow = asked ? null : readOffset(query.get('follow'));
  const gaps = query.getAll('gap').slice(0, MOST_GAPS).map(readOffset);
  const time: TraceTime = {
    from: asked ? from : null,
    to: asked ? to : null,
    cut,
    follow: follow !== null && follow > 0 ? follow : null,
    showIdle: query.get('idle') === 'show',
    gaps: gaps.filter((gap) => gap !== null),
  };
  return isPlain(time) ? null : time;
}

/** Adds to a query what a reader chose. */
export function writeTraceTime(query: URLSearchParams, time: TraceTime | null): void {
  if (!time) return;
  const { from, to, cut, follow, showIdle, gaps } = time;
  if (from !== null && to !== null) {
    query.set('from', writeOffset(from));
    query.set('to', writeOffset(to));
    if (cut !== null) query.set('cut', writeOffset(cut));
  } else if (follow !== null) query.set('follow', writeOffset(follow));
  if (showIdle) query.set('idle', 'show');
  for (const gap of gaps) query.append('gap', writeOffset(gap));
}

function isPlain({ from, follow, showIdle, gaps }: TraceTime): boolean {
  return from === null && follow === null && !showIdle && gaps.length === 0;
}

/** `12.5s`, exact to the microsecond. */
function writeOffset(ms: number): string {
  return `${Number((ms / 1000).toFixed(6))}s`;
}

function readOffset(text: string | null): number | null {
  return text !== null && /^-?\d{1,9}(?:\.\d{1,6})?s$/.test(text)
    ? Math.round(Number(text.slice(0, -1)) * 1e6) / 1e3
    : null;
}
