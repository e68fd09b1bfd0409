import 'server-only';
import type { Run } from '../../domain/run.ts';
import type { RunRow } from '../../domain/run-row.ts';
import type { RunSummary } from '../../domain/run-summary.ts';
import type { RunIndex } from '../archive/archive.ts';
import { indexRun } from '../archiving/index-run.ts';
import { allSources } from '../upstream/sources.ts';
import { knownRuns } from './known-runs.ts';
import { asRow } from './long-texts.ts';
import { keptSummary } from './run-summary-cache.ts';

/** A run that this process has met, with what it is filtered and sorted by. */
export interface KnownRun {
  run: Run;
  index: RunIndex;
}

const made = new WeakMap<Run, KnownRun>();

/** All runs of the configured sources that this process has met, in no order. */
export function allKnown(): KnownRun[] {
  return knownRuns(allSources().map(({ id }) => id)).map((run) => {
    const known = made.get(run);
    const summary = keptSummary(run.source, run.key) ?? null;
    if (known && known.index.summary === summary) return known;
    const fresh = { run, index: indexOf(run, summary) };
    made.set(run, fresh);
    return fresh;
  });
}

/** The row of the list. */
export function rowOf({ run, index }: KnownRun): RunRow {
  return { ...asRow(run), summary: index.summary, goneAt: null, piecesOnly: false };
}

/** The row of one run, with what is remembered of its steps. */
export function listedRow(run: Run): RunRow {
  return { ...asRow(run), summary: keptSummary(run.source, run.key) ?? null, goneAt: null, piecesOnly: false };
}

function indexOf(run: Run, summary: RunSummary | null): RunIndex {
  const index = indexRun({ run, steps: null, messages: [], question: [], fileNames: [] }, Date.now());
  if (!summary) return index;
  const text = `${index.text ?? ''}\n${summary.firstMessage ?? ''}`;
  return { ...index, summary, tools: summary.tools, text };
}
