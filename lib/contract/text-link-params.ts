import type { LineRange, TextLink } from '../domain/text-link.ts';

const LONGEST_PATH = 1000;

/** A place inside a text as it stands in the address: `line=120-134&hash=k3f9&out=1`, or `path=$.segments[0].name`. Null for none. */
export function parseTextLink(query: URLSearchParams): TextLink | null {
  const line = readLines(query.get('line'));
  const path = query.get('path');
  const link: TextLink = {
    out: matching(query.get('out'), /^[a-z0-9_.]{1,60}$/),
    line,
    hash: line && matching(query.get('hash'), /^[a-z0-9]{1,12}$/),
    path: path !== null && path.startsWith('$') && path.length <= LONGEST_PATH ? path : null,
  };
  return link.line === null && link.path === null ? null : link;
}

/** Writes a query without `?`; empty for no link, and for paths too long for an address. */
export function formatTextLink(link: TextLink | null): string {
  if (link === null) return '';
  const { out, line, hash, path } = link;
  const place = path !== null && path.length <= LONGEST_PATH ? path : null;
  if (line === null && place === null) return '';
  const parts: string[] = [];
  if (line) parts.push(`line=${line.from === line.to ? line.from : `${line.from}-${line.to}`}`);
  if (line && hash) parts.push(`hash=${hash}`);
  if (out !== null) parts.push(`out=${out}`);
  if (place !== null) parts.push(`path=${readable(place)}`);
  return parts.join('&');
}

/** Encodes what would end or change a query, and leaves the signs of a path as they are. */
export function readable(path: string): string {
  return encodeURIComponent(path).replace(/%(?:24|5B|5D|3A|2C)/g, decodeURIComponent);
}

function readLines(text: string | null): LineRange | null {
  const match = /^([1-9]\d{0,8})(?:-([1-9]\d{0,8}))?$/.exec(text ?? '');
  if (!match) return null;
  const ends = [Number(match[1]), Number(match[2] ?? match[1])];
  return { from: Math.min(...ends), to: Math.max(...ends) };
}

function matching(text: string | null, pattern: RegExp): string | null {
  return text !== null && pattern.test(text) ? text : null;
}
