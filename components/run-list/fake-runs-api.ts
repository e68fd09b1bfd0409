import type { Run } from '#lib/domain/run.ts';
import type { RunGroup } from '#lib/domain/run-group.ts';
import type { RunBucket } from '#lib/domain/run-histogram.ts';
import { NO_KNOWN_FETCH, type SourceInfo, type WalkState } from '#lib/domain/source.ts';
import { ms } from '#lib/domain/time.ts';
import { sampleRun } from './sample-run.ts';

interface Call {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Headers;
}

/** What the API of a test answers from, and what it was asked. */
export interface FakeRunsApi {
  runs: Run[];
  walk: Partial<WalkState>;
  /** Null where counting would take too long. */
  buckets: RunBucket[] | null;
  groups: RunGroup[];
  /** There are more runs than those given, and too many to count. */
  many: boolean;
  /** Answers every call with 400. */
  failing: boolean;
  /** What it says with 404 to every call about runs; null where it answers. */
  missing: string | null;
  calls: Call[];
}

/** Puts our API with three runs of one source in place of `fetch`, for tests. */
export function installRunsApi(): FakeRunsApi {
  const failed = { code: 'server_error', message: null, extra: {} };
  const api: FakeRunsApi = {
    runs: [
      sampleRun({ id: 'run_first0000001', assistantName: 'Churn Analyst', createdAt: ms(3000) }),
      sampleRun({ id: 'run_second000002', status: 'failed', createdAt: ms(2000), lastError: failed }),
      sampleRun({ id: 'run_third0000003', status: 'expired', createdAt: ms(1000), model: 'o4-mini' }),
    ],
    walk: { state: 'done' },
    many: false,
    buckets: Array.from({ length: 96 }, (_, i) => ({ from: i * 100, failed: 0, waiting: 0, completed: 1, other: 0 })),
    groups: [],
    failing: false,
    missing: null,
    calls: [],
  };
  globalThis.fetch = async (address, init = {}) => {
    const { pathname: path, searchParams: query } = new URL(
      address instanceof Request ? address.url : address,
      window.location.href,
    );
    api.calls.push({ method: init.method ?? 'GET', path, query, headers: new Headers(init.headers) });
    if (api.failing) {
      const error = { code: 'upstream_error', message: 'It broke.', request_id: 'req_9' };
      return Response.json({ error }, { status: 400 });
    }
    if (api.missing !== null && path.startsWith('/api/runs')) {
      const error = { code: 'not_found', message: api.missing, request_id: 'req_9' };
      return Response.json({ error }, { status: 404 });
    }
    return Response.json(answer(api, path, query));
  };
  return api;
}

/** What jsdom lacks for a list that scrolls: a window of 600 px with rows of 32 px. */
export function installLayout(): void {
  class Observer {
    observe() {}
    unobserve() {}
    disconnect() {}
  }
  const media = { matches: false, addEventListener() {}, removeEventListener() {} };
  Object.assign(globalThis, { ResizeObserver: Observer, matchMedia: () => media });
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, get: () => 600 });
  Object.defineProperty(HTMLElement.prototype, 'offsetHeight', { configurable: true, get: () => 32 });
  HTMLElement.prototype.scrollTo = () => {};
}

function answer(api: FakeRunsApi, path: string, query: URLSearchParams): object {
  if (path === '/api/sources')
    return {
      ...list([sourceInfo(api.walk)]),
      notices: [],
      archive: { state: 'off', message: null },
      kept: [],
      operate: false,
    };
  if (path.endsWith('/summary')) {
    const key = decodeURIComponent(path.split('/')[4] ?? '');
    const rest = { steps: 4, stepsComplete: true, phases: [], tools: [] };
    return { source: 'sample', key, firstMessage: `Asked in ${key}`, ...rest };
  }
  const status = query.get('status')?.split(',');
  const word = query.get('q') ?? '';
  const runs = api.runs.filter((run) => (!status || status.includes(run.status)) && run.id.includes(word));
  if (path === '/api/runs/total') return { total: api.many ? null : runs.length };
  if (path === '/api/runs/histogram') return { from: 0, to: 9600, bucket: 100, items: api.buckets, counted: 1 };
  if (path === '/api/runs/values') return list(valuesOf(runs, query.get('of') ?? ''));
  if (path === '/api/runs/groups') return list(api.groups);
  return api.many ? { ...list(runs), nextCursor: 'more', total: null } : list(runs);
}

/** How many runs have which value of a filter. */
function valuesOf(runs: readonly Run[], of: string) {
  const counts = new Map<string, number>();
  for (const run of runs) {
    const value = { status: run.status, model: run.model, assistant: run.assistantId }[of] ?? null;
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].map(([value, count]) => ({ value, label: null, count }));
}

function list<T>(items: T[]) {
  return { items, nextCursor: null, total: items.length };
}

function sourceInfo(walk: Partial<WalkState>): SourceInfo {
  const state: WalkState = { state: 'idle', threads: 12, runs: 40, message: null, finishedAt: null };
  const about = { id: 'sample', name: 'Sample', dialect: 'assistants', address: null, capabilities: [] };
  return {
    ...about,
    walk: { ...state, ...walk },
    knownRuns: 3,
    knownBy: null,
    fetching: NO_KNOWN_FETCH,
    archiveOnly: false,
  };
}
