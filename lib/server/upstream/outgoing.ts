import 'server-only';
import { fail } from '../../domain/failure.ts';
import { isId } from '../../domain/ids.ts';
import type { UpstreamConnection } from './connection.ts';

/**
 * Address of a call: base URL, path segments, fixed query parameters, then those of the request that are not fixed.
 * A segment that is no id and no plain word fails with `invalid_id`, whoever made it.
 */
export function requestUrl(
  connection: Pick<UpstreamConnection, 'baseUrl' | 'query'>,
  path: readonly string[],
  query: readonly (readonly [name: string, value: string])[] = [],
): string {
  for (const segment of path) {
    if (!isId(segment)) fail('invalid_id', 'An ID holds characters that no ID has, or is too long.');
  }
  const fixed = Object.entries(connection.query);
  const own = query.filter(([name]) => !Object.hasOwn(connection.query, name));
  const encode = (text: string) => encodeURIComponent(text.toWellFormed());
  const parameters = [...fixed, ...own].map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');
  const address = [connection.baseUrl, ...path.map(encodeURIComponent)].join('/');
  return parameters === '' ? address : `${address}?${parameters}`;
}

/** Headers of a call, built from nothing: dialect, configuration, authorization, and what Runlens itself accepts. */
export function requestHeaders(
  connection: Pick<UpstreamConnection, 'headers' | 'dialectHeaders'>,
  authorization: Readonly<Record<string, string>>,
  accept: string,
): Record<string, string> {
  const headers: Record<string, string> = { 'user-agent': 'runlens' };
  const set = (name: string, value: string | null) => {
    if (value === null) delete headers[name.toLowerCase()];
    else headers[name.toLowerCase()] = value;
  };
  for (const [name, value] of Object.entries(connection.dialectHeaders)) set(name, value);
  for (const [name, value] of Object.entries(connection.headers)) set(name, value);
  for (const [name, value] of Object.entries(authorization)) set(name, value);
  return { ...headers, accept, 'accept-encoding': 'identity' };
}
