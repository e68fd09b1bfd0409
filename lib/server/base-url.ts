import 'server-only';
import { isLoopbackHost } from './loopback.ts';

/** A base URL without its trailing slash, or what is wrong with it, without repeating it (it may hold a password). */
export type CheckedUrl = { url: string; problem: null } | { url: null; problem: string };

/**
 * Checks a base URL: http(s), no credentials, query or fragment; the path prefix stays. Plain http is for loopback only,
 * unless allowed; `howToAllow` ends the sentence that says so.
 */
export function checkBaseUrl(text: string, allowHttp: boolean, howToAllow: string): CheckedUrl {
  const bad = (problem: string): CheckedUrl => ({ url: null, problem });
  const url = URL.parse(text.trim());
  if (!url || !/^https?:\/\//i.test(text.trim())) return bad('must be an absolute URL that begins with https://');
  if (url.username !== '' || url.password !== '') return bad('must not hold a user name or password');
  if (text.includes('?') || text.includes('#')) {
    return bad('must not have a query or a fragment; fixed query parameters belong under "query" of a source');
  }
  if (url.protocol === 'http:' && !allowHttp && !isLoopbackHost(url.hostname)) {
    return bad(`uses plain http for a host that is not this machine; use https, or ${howToAllow}`);
  }
  return { url: url.origin + url.pathname.replace(/\/+$/, ''), problem: null };
}
