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

/** `No failed or expired runs of Churn Analyst in the last hour with “refund”`: what was looked for and not found. */
export function noMatchTitle(
  params: RunListParams,
  nameOf: (kind: 'assistant' | 'source', id: string) => string,
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
  if (params.from !== null || params.to !== null) words.push(timeWords(params.from, params.to));
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

function isSet(params: RunListParams, name: (typeof FILTERS)[number]): boolean {
  const value = params[name];
  return value !== null && value.length > 0;
}

function timeWords(from: string | null, to: string | null): string {
  const label = timeLabel(from, to);
  if (label.startsWith('Last ')) return `in the last ${label.slice(5)}`;
  return to === null || from === null ? label.toLowerCase() : `from ${label}`;
}

function either(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
