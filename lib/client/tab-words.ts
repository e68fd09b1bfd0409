import type { RunEvent } from '../domain/run-event.ts';
import type { RunRow } from '../domain/run-row.ts';
import type { Transport } from './live-state.ts';

/** What the server tells: something of a run that is looked at, a row of the list, or that lists may be outdated. */
export type LiveNews =
  | { of: 'run'; source: string; key: string; event: RunEvent }
  | { of: 'row'; run: RunRow; added: boolean }
  | { of: 'list' };

/** What a tab wants to hear of. Runs are named as `runName` does. */
export interface Wants {
  /** All events of these runs. */
  runs: readonly string[];
  /** Whether rows of the list are told as they change. */
  list: boolean;
  /** Runs of the list that go on and are in view. */
  rows: readonly string[];
}

/** What tabs say to each other. They are all pages of ours, so nothing is checked but that it is such a word. */
export type TabWord =
  /** A tab wants this from now on, and nothing where it is empty; `fresh` asks for the runs as they are now. */
  | { says: 'want'; tab: string; wants: Wants; fresh: boolean }
  /** A tab has become the one that listens for all; the others say what they want. */
  | { says: 'lead' }
  | { says: 'news'; news: LiveNews[] }
  | { says: 'transport'; transport: Transport };

/** Whether a message of another tab is such a word. */
export function isTabWord(word: unknown): word is TabWord {
  return typeof word === 'object' && word !== null && 'says' in word;
}

/** Whether nothing is wanted that needs a connection; rows are told only with the list. */
export function isEmpty({ runs, list }: Wants): boolean {
  return runs.length === 0 && !list;
}

/** The server takes no more runs and rows on one connection. */
const MOST_RUNS = 16;
const MOST_ROWS = 100;

/** Everything that is wanted, each run once, those wanted last first, and no more than a connection carries. */
export function allWants(wants: readonly Wants[]): Wants {
  const newest = wants.toReversed();
  const first = (names: string[], most: number) => [...new Set(names)].slice(0, most);
  return {
    runs: first(
      newest.flatMap(({ runs }) => runs),
      MOST_RUNS,
    ),
    list: wants.some(({ list }) => list),
    rows: first(
      newest.flatMap(({ rows }) => rows),
      MOST_ROWS,
    ),
  };
}

/** Whether a connection for `open` is one for `wants` too: rows that have ended since may stay named. */
export function serves(open: Wants, wants: Wants): boolean {
  const within = (inner: readonly string[], outer: readonly string[]) => inner.every((name) => outer.includes(name));
  const sameRuns = open.runs.length === wants.runs.length && within(wants.runs, open.runs);
  return sameRuns && open.list === wants.list && within(wants.rows, open.rows);
}

/** The query of a connection that carries it. */
export function wantsQuery({ runs, list, rows }: Wants): string {
  const query = new URLSearchParams([...runs.map((run) => ['run', run]), ...rows.map((row) => ['row', row])]);
  if (!list) query.set('list', '0');
  return query.toString();
}
