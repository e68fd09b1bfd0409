import 'server-only';
import { type RunListParams, type RunSort, timeBound } from '../../domain/run-list.ts';
import { type Run, runSpan } from '../../domain/run.ts';
import type { RunCursor } from './run-cursor.ts';

/** What is known of a run beyond the run itself: words of the tools it called, and the message it answers. */
export interface RunFacts {
  tools: readonly string[];
  question: string | null;
}

/** Whether a run passes the filter. */
export function matchesRun(run: Run, params: RunListParams, facts: RunFacts, now: number): boolean {
  const { status, assistant, model, tool, thread } = params;
  if (status.length > 0 && !status.includes(run.status)) return false;
  if (model.length > 0 && !model.includes(run.model ?? '')) return false;
  if (
    assistant.length > 0 &&
    !assistant.includes(run.assistantId ?? '') &&
    !assistant.includes(run.assistantName ?? '')
  )
    return false;
  if (thread !== null && run.threadId !== thread) return false;
  if (tool.length > 0 && !tool.some((word) => facts.tools.includes(word))) return false;
  const from = timeBound(params.from, now);
  const to = timeBound(params.to, now);
  if (from !== null && (run.createdAt ?? -1) < from) return false;
  if (to !== null && (run.createdAt ?? Number.POSITIVE_INFINITY) > to) return false;
  return matchesText(run, facts.question, params.q);
}

function matchesText(run: Run, question: string | null, q: string): boolean {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const { lastError, metadata } = run;
  const fields = [
    run.id,
    run.threadId,
    run.assistantId,
    run.assistantName,
    run.model,
    run.source,
    run.status,
    run.incompleteReason,
  ];
  const text = [...fields, question, lastError?.code, lastError?.message, metadata && JSON.stringify(metadata)]
    .join('\n')
    .toLowerCase();
  return words.every((word) => text.includes(word));
}

/** What a run is sorted by; unknown sorts as the smallest. Lengths of unfinished runs are unknown. */
export function sortValue(run: Run, sort: RunSort): number | string {
  switch (sort) {
    case 'started':
      return run.createdAt ?? -1;
    case 'duration': {
      const span = runSpan(run);
      return span?.end ? span.end - span.start : -1;
    }
    case 'tokens':
      return run.usage?.totalTokens ?? -1;
    case 'assistant':
      return (run.assistantName ?? run.assistantId ?? '').toLowerCase();
    case 'model':
      return run.model ?? '';
    case 'status':
      return run.status;
    case 'source':
      return run.source;
  }
}

/** Order of the list; ties are broken by source and key so that pages neither lose nor repeat a run. */
export function compareRuns(a: Run, b: Run | RunCursor, { sort, dir }: Pick<RunListParams, 'sort' | 'dir'>): number {
  const left = sortValue(a, sort);
  const right = 'value' in b ? b.value : sortValue(b, sort);
  const sign = dir === 'asc' ? 1 : -1;
  if (left !== right) return left < right ? -sign : sign;
  if (a.source !== b.source) return a.source < b.source ? -1 : 1;
  if (a.key === b.key) return 0;
  return a.key < b.key ? -1 : 1;
}
