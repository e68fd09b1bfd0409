import * as z from 'zod/mini';

/** Columns the list can be sorted by. */
export const RUN_SORTS = ['started', 'duration', 'tokens', 'status', 'assistant', 'model', 'source'] as const;
export type RunSort = (typeof RUN_SORTS)[number];

/** Filter and order of the runs list, as they stand in the address of page and API. Lists are comma-separated. */
export interface RunListParams {
  source: string[];
  thread: string | null;
  status: string[];
  assistant: string[];
  model: string[];
  tool: string[];
  /** Words that must all occur in the row. */
  q: string;
  /** ISO date or date-time, or a length back from now (`90m`, `24h`, `7d`). */
  from: string | null;
  to: string | null;
  sort: RunSort;
  dir: 'asc' | 'desc';
}

export const DEFAULT_RUN_LIST: RunListParams = {
  source: [],
  thread: null,
  status: [],
  assistant: [],
  model: [],
  tool: [],
  q: '',
  from: null,
  to: null,
  sort: 'started',
  dir: 'desc',
};

const word = z.string().check(z.maxLength(300));
const time = z.string().check(z.regex(/^(?:\d{1,5}[mhd]|\d{4}-\d\d-\d\d(?:T[\d:.]{4,12}(?:Z|[+-]\d\d:\d\d)?)?)$/));
const LISTS = ['source', 'status', 'assistant', 'model', 'tool'] as const;

/** Reads the parameters of an address; what cannot be read counts as absent, so an old link still opens. */
export function parseRunListParams(query: URLSearchParams): RunListParams {
  const params: RunListParams = structuredClone(DEFAULT_RUN_LIST);
  for (const name of LISTS) {
    params[name] = (query.get(name) ?? '').split(',').filter((item) => item !== '' && z.safeParse(word, item).success);
  }
  params.thread = read(word, query.get('thread'));
  params.q = read(word, query.get('q')) ?? '';
  params.from = read(time, query.get('from'));
  params.to = read(time, query.get('to'));
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
  for (const name of LISTS) if (params[name].length > 0) put(name, params[name].join(','));
  if (params.thread) put('thread', params.thread);
  if (params.q !== '') put('q', params.q);
  if (params.from) put('from', params.from);
  if (params.to) put('to', params.to);
  if (params.sort !== DEFAULT_RUN_LIST.sort || params.dir !== DEFAULT_RUN_LIST.dir) {
    put('sort', `${params.dir === 'desc' ? '-' : ''}${params.sort}`);
  }
  return query.join('&');
}

/** The instant a `from` or `to` stands for, in milliseconds; null when there is none. */
export function timeBound(value: string | null, now: number): number | null {
  if (value === null) return null;
  const back = /^(\d+)([mhd])$/.exec(value);
  if (back) return now - Number(back[1]) * { m: 60_000, h: 3_600_000, d: 86_400_000 }[back[2] as 'm' | 'h' | 'd'];
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : at;
}

function read<T>(schema: z.ZodMiniType<T>, value: string | null): T | null {
  if (value === null || value === '') return null;
  const result = z.safeParse(schema, value);
  return result.success ? result.data : null;
}
