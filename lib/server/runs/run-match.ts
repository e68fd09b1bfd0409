import 'server-only';
import type { RunSort } from '../../domain/run-list.ts';
import { hasAllTerms, parseTerms } from '../../domain/text-search.ts';
import type { RunIndex } from '../archive/archive.ts';
import type { RunQuery } from '../archive/run-query.ts';
import type { RunCursor } from './run-cursor.ts';

/** The test that a query makes; it reads the words that are searched for once. */
export function matcherOf(query: RunQuery): (run: RunIndex) => boolean {
  const terms = parseTerms(query.text);
  return (run) => matchesFilters(run, query) && (terms.length === 0 || hasAllTerms(run.text ?? '', terms));
}

function matchesFilters(run: RunIndex, query: RunQuery): boolean {
  const { source, thread, status, assistant, model, tool, error, fingerprint, from, to } = query;
  return (
    among(source, run.source) &&
    among(status, run.status) &&
    among(assistant, run.assistantId) &&
    among(model, run.model) &&
    among(error, run.errorCode) &&
    (tool.length === 0 || tool.some((word) => run.tools.includes(word))) &&
    (thread === null || run.threadId === thread) &&
    (fingerprint === null || run.fingerprint?.hash === fingerprint) &&
    (from === null || (run.createdAt ?? Number.NEGATIVE_INFINITY) >= from) &&
    (to === null || (run.createdAt ?? Number.NEGATIVE_INFINITY) < to)
  );
}

function among(wanted: readonly string[], value: string | null): boolean {
  return wanted.length === 0 || (value !== null && wanted.includes(value));
}

/** Where a run stands in the list. */
export function cursorOf(run: RunIndex, sort: RunSort): RunCursor {
  return { value: sortValue(run, sort), at: run.createdAt ?? -1, source: run.source, key: run.key };
}

/** Order of the list; what is unknown counts as smallest, and ties are broken by time, source and key. */
export function comparePlaces(a: RunCursor, b: RunCursor, dir: 'asc' | 'desc'): number {
  const sign = dir === 'asc' ? 1 : -1;
  for (const name of ['value', 'at', 'source', 'key'] as const) {
    if (a[name] !== b[name]) return a[name] < b[name] ? -sign : sign;
  }
  return 0;
}

function sortValue(run: RunIndex, sort: RunSort): number | string {
  switch (sort) {
    case 'started':
      return run.createdAt ?? -1;
    case 'duration':
      return run.duration ?? -1;
    case 'tokens':
      return run.tokens ?? -1;
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
