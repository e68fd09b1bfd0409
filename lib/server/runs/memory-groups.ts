import 'server-only';
import type { Page } from '../../domain/page.ts';
import type { RunGroup } from '../../domain/run-group.ts';
import { type KnownRun, rowOf } from './known-index.ts';
import { formatCursor, parseCursor, type RunCursor } from './run-cursor.ts';
import type { FinderPage } from './run-finder.ts';
import { comparePlaces, cursorOf } from './run-match.ts';

interface Group {
  id: string;
  /** Newest first. */
  runs: KnownRun[];
  place: RunCursor;
}

/** Groups of the given runs, the one with the newest run first. Runs of no thread, or that did not fail, are in none. */
export function groupKnown(
  runs: readonly KnownRun[],
  by: 'thread' | 'failure',
  { cursor, limit }: FinderPage,
): Page<RunGroup> {
  const groups = new Map<string, Group>();
  const newestFirst = runs
    .map((known) => ({ known, place: cursorOf(known.index, 'started') }))
    .sort((a, b) => comparePlaces(a.place, b.place, 'desc'));
  for (const { known, place } of newestFirst) {
    const { threadId, fingerprint, source } = known.index;
    const id = by === 'thread' ? threadId : (fingerprint?.hash ?? null);
    if (id === null) continue;
    const name = by === 'thread' ? `${source} ${id}` : id;
    const group = groups.get(name);
    if (group) group.runs.push(known);
    else groups.set(name, { id, runs: [known], place });
  }
  const after = cursor === undefined ? null : parseCursor(cursor, 'number');
  const rest = [...groups.values()].filter(({ place }) => after === null || comparePlaces(place, after, 'desc') > 0);
  const items = rest.slice(0, limit);
  const last = items.at(-1);
  return {
    items: items.flatMap((group) => described(group, by) ?? []),
    nextCursor: last && rest.length > limit ? formatCursor(last.place) : null,
    total: groups.size,
  };
}

function described({ id, runs }: Group, by: 'thread' | 'failure'): RunGroup | null {
  const [newest] = runs;
  if (!newest) return null;
  const times = runs.map(({ index }) => index.createdAt ?? 0);
  const { fingerprint, source } = newest.index;
  const alike = by === 'failure' ? fingerprint : null;
  const sources = new Set(runs.map(({ index }) => index.source));
  return {
    id,
    title: alike?.title ?? id,
    source: sources.size === 1 ? source : null,
    count: runs.length,
    failed: runs.filter(({ index }) => index.outcome === 'failed').length,
    whole: true,
    firstSeen: Math.min(...times),
    lastSeen: Math.max(...times),
    newest: rowOf(newest),
    code: alike?.code ?? null,
    tool: alike?.tool ?? null,
    stepId: alike?.stepId ?? null,
  };
}
