import 'server-only';
import type { RunSummary } from '../../domain/run-summary.ts';
import { processState } from '../process-state.ts';

const MOST = 3000;

/** Summaries of finished runs; they do not change any more. */
const cache = () => processState('run-summaries', () => new Map<string, RunSummary>());

/** The summary of a run; undefined where none is remembered. */
export function keptSummary(source: string, key: string): RunSummary | undefined {
  return cache().get(`${source} ${key}`);
}

/** Forgets the summary of a run, or all of a source. */
export function dropSummaries(source: string, key?: string): void {
  if (key !== undefined) cache().delete(`${source} ${key}`);
  else for (const name of cache().keys()) if (name.startsWith(`${source} `)) cache().delete(name);
}

/** Remembers a summary; the oldest goes where there are too many. */
export function keepSummary(summary: RunSummary): void {
  if (cache().size >= MOST) cache().delete(cache().keys().next().value ?? '');
  cache().set(`${summary.source} ${summary.key}`, summary);
}
