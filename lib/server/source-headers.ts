import 'server-only';

/** Headers that Runlens or HTTP itself sets, or that would carry a visitor's identity. */
const FORBIDDEN = new Set([
  'accept',
  'accept-encoding',
  'authorization',
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'cookie',
  'expect',
  'host',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'range',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Headers whose value is a key by their very name. */
const KEYS = new Set(['api-key', 'x-api-key']);

/** What is wrong with a header's name, or null. `forKey`: it is the header that carries the source's key. */
export function headerNameProblem(name: string, forKey: boolean): string | null {
  const lower = name.toLowerCase();
  if (!/^[!#$%&'*+.^_`|~0-9a-z-]{1,100}$/.test(lower)) return 'must be the name of a header, such as api-key';
  if (forKey ? lower !== 'authorization' && FORBIDDEN.has(lower) : FORBIDDEN.has(lower)) {
    return lower === 'authorization'
      ? 'must not be set here; the key belongs under "auth"'
      : 'must not be set; Runlens sets it itself';
  }
  if (!forKey && KEYS.has(lower))
    return 'must not be set here; write "auth":{"type":"header","name":"api-key","env":…}';
  return null;
}

/** Whether the value under this header or parameter name is probably a secret. */
export function namesSecret(name: string): boolean {
  return /key|token|secret|passw|credential|signature|^sig$|^code$/i.test(name);
}
