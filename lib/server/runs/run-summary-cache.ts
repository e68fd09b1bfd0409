import 'server-only';
import { isJsonObject } from '../../domain/json.ts';
import type { Run } from '../../domain/run.ts';
import type { RunSummary } from '../../domain/run-summary.ts';
import { processState } from '../process-state.ts';

const MOST = 3000;

/** Summaries of finished runs; they do not change any more. */
const cache = () => processState('run-summaries', () => new Map<string, RunSummary>());

export function keptSummary(source: string, key: string): RunSummary | undefined {
  return cache().get(`${source} ${key}`);
}

export function keepSummary(summary: RunSummary): void {
  if (cache().size >= MOST) cache().delete(cache().keys().next().value ?? '');
  cache().set(`${summary.source} ${summary.key}`, summary);
}

/** Words of the tools a run called where its steps were read, else of the tools it was given. */
export function toolsOf(run: Run): string[] {
  const kept = keptSummary(run.source, run.key);
  if (kept) return kept.tools;
  return run.tools.flatMap((tool) => (isJsonObject(tool) && typeof tool.type === 'string' ? [tool.type] : []));
}

/** The message a run answers, where its row was filled before. */
export function questionOf(run: Run): string | null {
  return keptSummary(run.source, run.key)?.firstMessage ?? null;
}
