import { DEFAULT_RUN_LIST, type RunListParams } from '#lib/contract/run-list-params.ts';
import { statusLabel } from '../status/vocabulary.ts';
import { timeLabel } from './time-presets.ts';

/** Whether anything is filtered; the order is no filter. */
export function isFiltered(params: RunListParams): boolean {
  return FILTERS.some((name) => isSet(params, name));
}

/** The same order and grouping with no filter. */
export function withoutFilters(params: RunListParams): RunListParams {
  return { ...DEFAULT_RUN_LIST, sort: params.sort, dir: params.dir, group: params.group };
}

/** `No failed or expired runs of Churn Analyst in the last hour with “refund”`: what was looked for and not found. `local` as for `timeLabel`. */
export function noMatchTitle(
  params: RunListParams,
  nameOf: (kind: 'assistant' | 'source', id: string) => string,
  local = false,
): string {
  const words = ['No'];
  if (params.status.length > 0) words.push(either(params.status.map((status) => statusLabel(status).toLowerCase())));
  words.push('runs');
  if (params.assistant.length > 0) words.push('of', either(params.assistant.map((id) => nameOf('assistant', id))));
  if (params.model.length > 0) words.push('on', either(params.model));
  if (params.tool.length > 0) words.push('with', either(params.tool));
  if (params.error.length > 0) words.push('ended by', either(params.error));
  if (params.fingerprint !== null) words.push('that failed alike');
  if (params.source.length > 0) words.push('in', either(params.source.map((id) => nameOf('source', id))));
  if (params.thread !== null) words.push('in', params.thread);
  if (params.from !== null || params.to !== null) words.push(timeWords(params.from, params.to, local));
  if (params.q !== '') words.push(`with “${params.q}”`);
  return words.join(' ');
}

const FILTERS = [
  'source',
  'thread',
  'status',
  'assistant',
  'model',
  'tool',
  'error',
  'fingerprint',
  'q',
  'from',
  'to',
] as const;

const LESS: { name: string; fields: (typeof FILTERS)[number][] }[] = [
  { name: 'Any time', fields: ['from', 'to'] },
  { name: 'Any status', fields: ['status'] },
  { name: 'Any assistant', fields: ['assistant'] },
  { name: 'Any model', fields: ['model'] },
  { name: 'Any tool', fields: ['tool'] },
  { name: 'Any error', fields: ['error', 'fingerprint'] },
  { name: 'Any source', fields: ['source'] },
  { name: 'Any thread', fields: ['thread'] },
  { name: 'Any words', fields: ['q'] },
];
/** More are not offered. */
const MOST_LESS = 4;

/** The same filter without one of its parts, for each of the first of them; none for a filter of one part only. */
export function lessFiltered(params: RunListParams): { name: string; params: RunListParams }[] {
  const set = LESS.filter(({ fields }) => fields.some((field) => isSet(params, field)));
  if (set.length < 2) return [];
  return set.slice(0, MOST_LESS).map(({ name, fields }) => {
    const dropped = Object.fromEntries(fields.map((field) => [field, DEFAULT_RUN_LIST[field]]));
    return { name, params: { ...params, ...dropped } };
  });
}

function isSet(params: RunListParams, name: (typeof FILTERS)[number]): boolean {
  const value = params[name];
  return value !== null && value.length > 0;
}

function timeWords(from: string | null, to: string | null, local: boolean): string {
  const label = timeLabel(from, to, local);
  if (label.startsWith('Last ')) return `in the last ${label.slice(5)}`;
  return to === null || from === null ? `${label.charAt(0).toLowerCase()}${label.slice(1)}` : `from ${label}`;
}

function either(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
