import { isKnownWay, type KnownFilter } from '../domain/known-id.ts';

/** Which source's ids are shown, if any, and which of them: as addresses hold it. */
export interface KnownIdsParams extends KnownFilter {
  source: string | null;
}

const TEXT = /^[^]{1,300}$/u;
const SOURCE = /^[A-Za-z0-9_-]{1,128}$/;

/** Reads the parameters of an address; what cannot be read counts as absent. */
export function parseKnownIds(query: URLSearchParams): KnownIdsParams {
  const source = query.get('ids') ?? '';
  const way = query.get('way');
  const text = query.get('q') ?? '';
  return {
    source: SOURCE.test(source) ? source : null,
    kind: query.get('kind') === 'thread' ? 'thread' : 'run',
    way: isKnownWay(way) ? way : null,
    text: TEXT.test(text) ? text : '',
  };
}

/** Writes parameters as a query without the defaults: `ids=prod&kind=thread&way=import&q=abc`. */
export function formatKnownIds({ source, ...filter }: KnownIdsParams): string {
  if (source === null) return '';
  return [`ids=${encodeURIComponent(source)}`, formatKnownFilter(filter)].filter(Boolean).join('&');
}

/** The filter alone, as the API takes it. */
export function formatKnownFilter({ kind, way, text }: KnownFilter): string {
  const entries = [
    ['kind', kind === 'thread' ? kind : ''],
    ['way', way ?? ''],
    ['q', text],
  ] as const;
  return entries.flatMap(([name, value]) => (value === '' ? [] : `${name}=${encodeURIComponent(value)}`)).join('&');
}
