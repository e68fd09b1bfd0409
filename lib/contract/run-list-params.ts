import { RUN_GROUPINGS, RUN_SORTS, type RunListParams, type RunSort } from '../domain/run-list.ts';

export type { RunGrouping, RunListParams, RunSort } from '../domain/run-list.ts';
export { RUN_GROUPINGS, RUN_SORTS, timeBound } from '../domain/run-list.ts';

export const DEFAULT_RUN_LIST: RunListParams = {
  source: [],
  thread: null,
  status: [],
  assistant: [],
  model: [],
  tool: [],
  error: [],
  fingerprint: null,
  q: '',
  from: null,
  to: null,
  sort: 'started',
  dir: 'desc',
  group: 'none',
};

const WORD = /^[^]{1,300}$/u;
const HASH = /^[A-Za-z0-9_-]{1,64}$/;
const TIME = /^(?:\d{1,5}[mhd]|\d{4}-\d\d-\d\d(?:T[\d:.]{4,12}(?:Z|[+-]\d\d:\d\d)?)?)$/;
const LISTS = ['source', 'status', 'assistant', 'model', 'tool', 'error'] as const;

/** Reads the parameters of an address; what cannot be read counts as absent, so an old link still opens. */
export function parseRunListParams(query: URLSearchParams): RunListParams {
  const params: RunListParams = structuredClone(DEFAULT_RUN_LIST);
  for (const name of LISTS) {
    params[name] = (query.get(name) ?? '')
      .split(',')
      .map((item) => item.replaceAll('%2C', ',').replaceAll('%25', '%'))
      .filter((item, i, all) => all.indexOf(item) === i && WORD.test(item));
  }
  params.thread = read(WORD, query.get('thread'));
  params.fingerprint = read(HASH, query.get('fingerprint'));
  params.q = read(WORD, query.get('q')) ?? '';
  params.from = read(TIME, query.get('from'));
  params.to = read(TIME, query.get('to'));
  params.group = RUN_GROUPINGS.find((name) => name === query.get('group')) ?? 'none';
  const sort = query.get('sort') ?? '';
  const name = sort.replace(/^-/, '');
  if ((RUN_SORTS as readonly string[]).includes(name)) {
    params.sort = name as RunSort;
    params.dir = sort.startsWith('-') ? 'desc' : 'asc';
  }
  return params;
}

/** Writes parameters as a query without the defaults: `status=failed,expired&sort=-duration`. */
export function formatRunListParams(params: RunListParams): string {
  const query: string[] = [];
  const put = (name: string, value: string) =>
    query.push(`${name}=${encodeURIComponent(value).replaceAll('%2C', ',').replaceAll('%3A', ':')}`);
  for (const name of LISTS) if (params[name].length > 0) put(name, params[name].map(escapeItem).join(','));
  if (params.thread) put('thread', params.thread);
  if (params.fingerprint) put('fingerprint', params.fingerprint);
  if (params.q !== '') put('q', params.q);
  if (params.from) put('from', params.from);
  if (params.to) put('to', params.to);
  if (params.sort !== DEFAULT_RUN_LIST.sort || params.dir !== DEFAULT_RUN_LIST.dir) {
    put('sort', `${params.dir === 'desc' ? '-' : ''}${params.sort}`);
  }
  if (params.group !== 'none') put('group', params.group);
  return query.join('&');
}

/** Commas separate the items of a list, so those inside an item are written as `%2C`. */
function escapeItem(item: string): string {
  return item.replaceAll('%', '%25').replaceAll(',', '%2C');
}

function read(form: RegExp, value: string | null): string | null {
  return value !== null && form.test(value) ? value : null;
}
