import type { Archive } from '#lib/server/archive/archive.ts';
import { ALL_RUNS, type RunQuery } from '#lib/server/archive/run-query.ts';

/** Something that a page asks of the archive, and how long it may take. */
export interface Question {
  name: string;
  aimMs: number;
  /** Gives how many things were found; null for "would take too long". */
  ask(archive: Archive): Promise<number | null>;
}

const LIST_MS = 20;
const SEARCH_MS = 200;
const COUNT_MS = 300;
const DAY_MS = 86_400_000;

/**
 * What is asked of an archive whose newest run began at `newest`, ms since 1970, and in which some runs failed with
 * `fingerprint`.
 */
export function questions(newest: number, fingerprint: string): Question[] {
  const month = { from: newest - 60 * DAY_MS, to: newest - 30 * DAY_MS };
  const list = (name: string, query: Partial<RunQuery>, aimMs = LIST_MS): Question => ({
    name: `newest 50, ${name}`,
    aimMs,
    ask: async (archive) => (await archive.listRuns({ ...ALL_RUNS, ...query }, { limit: 50 })).items.length,
  });
  /** The page that follows the first, whose own time counts too: the aim is that of both. */
  const second = (name: string, query: Partial<RunQuery>, aimMs = 2 * LIST_MS): Question => ({
    name: `first and second page, ${name}`,
    aimMs,
    ask: async (archive) => {
      const { nextCursor } = await archive.listRuns({ ...ALL_RUNS, ...query }, { limit: 50 });
      const page = nextCursor === null ? null : { limit: 50, cursor: nextCursor };
      return page && (await archive.listRuns({ ...ALL_RUNS, ...query }, page)).items.length;
    },
  });
  const sorted = (sort: RunQuery['sort'], query: Partial<RunQuery> = {}): Question => ({
    name: `50 by ${sort}${Object.keys(query).length > 0 ? `, ${JSON.stringify(query)}` : ''}`,
    aimMs: SEARCH_MS,
    ask: async (archive) => (await archive.listRuns({ ...ALL_RUNS, ...query, sort }, { limit: 50 })).items.length,
  });
  const search = (name: string, text: string, query: Partial<RunQuery> = {}) =>
    list(`${name}: ${text}`, { ...query, text }, SEARCH_MS);
  /** As the page of the search asks: runs, and what stands in no run. */
  const everywhere = (name: string, text: string, query: Partial<RunQuery> = {}): Question => ({
    name: `search, ${name}: ${text}`,
    aimMs: SEARCH_MS,
    ask: async (archive) => (await archive.search({ ...ALL_RUNS, ...query, text }, { limit: 20 })).items.length,
  });
  const count = (name: string, query: Partial<RunQuery>): Question => ({
    name: `total, ${name}`,
    aimMs: COUNT_MS + 50,
    ask: (archive) => archive.countRuns({ ...ALL_RUNS, ...query }),
  });
  const histogram = (name: string, query: Partial<RunQuery>, days = 365): Question => ({
    name: `histogram, ${name}`,
    aimMs: COUNT_MS,
    ask: async (archive) => {
      const range = { from: newest - days * DAY_MS, to: newest + 1, buckets: 60 };
      const found = await archive.histogram({ ...ALL_RUNS, ...query }, range);
      return found?.buckets.reduce((sum, one) => sum + one.failed + one.waiting + one.completed + one.other, 0) ?? null;
    },
  });
  const groups = (by: 'thread' | 'fingerprint', query: Partial<RunQuery> = {}): Question => ({
    name: `groups by ${by}${Object.keys(query).length > 0 ? `, ${JSON.stringify(query)}` : ''}`,
    aimMs: COUNT_MS,
    ask: async (archive) => (await archive.groupRuns({ ...ALL_RUNS, ...query }, by, { limit: 50 })).items.length,
  });
  const values = (of: 'status' | 'assistant' | 'tool', query: Partial<RunQuery> = {}): Question => ({
    name: `values of ${of}${Object.keys(query).length > 0 ? `, ${JSON.stringify(query)}` : ''}`,
    aimMs: COUNT_MS,
    ask: async (archive) => (await archive.filterValues({ ...ALL_RUNS, ...query }, of)).length,
  });
  return [
    list('no filter', {}),
    list('status', { status: ['failed'] }),
    list('rare status', { status: ['requires_action'] }),
    list('assistant', { assistant: ['asst_30'] }),
    list('model', { model: ['o3'] }),
    list('source', { source: ['staging'] }),
    list('tool', { tool: ['web_search'] }),
    list('error', { error: ['timeout'] }),
    list('fingerprint', { fingerprint }),
    list('status and a month', { status: ['failed'], ...month }),
    list('two statuses, model, tool', { status: ['failed', 'expired'], model: ['o3'], tool: ['web_search'] }),
    list('all but the last day', { to: newest - DAY_MS, source: ['prod'], assistant: ['asst_3'] }),
    list('status and error that never meet', { status: ['completed'], error: ['timeout'] }),
    second('status', { status: ['failed'] }),
    second('two statuses, model, tool', { status: ['failed', 'expired'], model: ['o3'], tool: ['web_search'] }),
    second('common word', { text: 'error' }, 2 * SEARCH_MS),
    search('rare word', 'needle'),
    search('no such word', 'zzzznothing'),
    search('common word', 'the'),
    search('two common words', 'connection refused'),
    search('three common words', 'the error connection'),
    search('phrase', '"the error"'),
    search('long phrase', '"the of and to in"'),
    search('beginning of a word', 'connec*'),
    search('short beginning', 'co*'),
    search('common word and status', 'error', { status: ['requires_action'] }),
    search('rare word and status', 'needle', { status: ['failed'] }),
    search('common word and a month', 'error', month),
    search('rare word and a month', 'needle', month),
    search('two words, status and a month', 'timeout refused', { status: ['failed'], ...month }),
    everywhere('rare word', 'needle'),
    everywhere('common word', 'the'),
    everywhere('three common words', 'the error connection'),
    everywhere('short beginning', 'co*'),
    everywhere('common word and status', 'error', { status: ['requires_action'] }),
    count('no filter', {}),
    count('status', { status: ['completed'] }),
    count('model and tool', { model: ['o3'], tool: ['function'] }),
    count('common word', { text: 'the' }),
    count('rare word', { text: 'needle' }),
    histogram('no filter', {}),
    histogram('thirty days', {}, 30),
    histogram('status', { status: ['failed'] }),
    histogram('source', { source: ['prod'] }),
    histogram('tool and model', { tool: ['function'], model: ['o3'] }),
    histogram('common word', { text: 'error' }),
    histogram('rare word', { text: 'needle' }),
    histogram('most frequent word', { text: 'the' }),
    histogram('phrase', { text: '"the error"' }),
    histogram('beginning of a word', { text: 'connec*' }),
    sorted('duration'),
    sorted('tokens', { status: ['failed'] }),
    sorted('duration', { text: 'needle' }),
    sorted('duration', { text: 'error', status: ['requires_action'] }),
    sorted('assistant', { text: 'error' }),
    groups('thread'),
    groups('thread', { text: 'needle' }),
    groups('fingerprint'),
    groups('fingerprint', { model: ['o3'] }),
    groups('fingerprint', { text: 'needle' }),
    groups('fingerprint', { text: 'error' }),
    groups('thread', { text: 'error', status: ['failed'] }),
    values('status'),
    values('assistant'),
    values('tool', { status: ['failed'] }),
    values('status', { text: 'error' }),
    values('assistant', { text: 'error' }),
  ];
}
