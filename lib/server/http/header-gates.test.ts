import { afterEach, describe, expect, it, vi } from 'vitest';
import { readNextPath } from '../../contract/next-path.ts';
import { answerHeaders } from '../passthrough/answer-headers.ts';
import { requestHeaders } from '../upstream/outgoing.ts';
import { isAllowedHost } from './allowed-host.ts';
import { cleanFileName, safeFileName } from './file-name.ts';
import { hostileTexts, orRefused, pathAttacks } from './hostile-fixture.ts';
import { requireOwnPage } from './own-page.ts';

function configure(publicUrl: string): void {
  vi.stubEnv('RUNLENS_PUBLIC_URL', publicUrl);
  Reflect.deleteProperty(globalThis, Symbol.for('runlens.environment'));
}
afterEach(() => {
  configure('');
  vi.unstubAllEnvs();
});

describe('headers', () => {
  const parts = [
    'localhost',
    '127.0.0.1',
    '[::1]',
    'runs.example.org',
    'evil.example',
    ':',
    ':443',
    ':80',
    ':3000',
    '.',
    '@',
    '127.1',
    '0x7f.1',
    '2130706433',
    '[::ffff:127.0.0.1]',
    'LOCALHOST',
    'xn--',
  ];

  it('only our own host names are served, however they are written', () => {
    configure('https://runs.example.org');
    const served = new Set<string>();
    for (const host of hostileTexts('hosts', 20_000, parts, 3)) {
      if (!isAllowedHost(host)) continue;
      const { hostname, username } = new URL(`http://${host}`);
      expect(['localhost', '127.0.0.1', '[::1]', 'runs.example.org'], host).toContain(hostname);
      expect(username).toBe('');
      served.add(hostname);
    }
    expect(served.size).toBe(4);
    expect(isAllowedHost(null)).toBe(false);
  });

  it('no write is taken from another origin, without the header or with another type', () => {
    configure('https://runs.example.org');
    const good = {
      origin: 'https://runs.example.org',
      host: 'runs.example.org',
      'content-type': 'application/json',
      'x-runlens': '1',
      'sec-fetch-site': 'same-origin',
    };
    const allowed = (headers: Record<string, string>) =>
      orRefused(
        () => requireOwnPage(new Request('https://runs.example.org/api/x', { method: 'POST', headers })) ?? true,
      ) === true;
    expect(allowed(good)).toBe(true);
    const wrong = hostileTexts(
      'origins',
      4_000,
      [
        'https://runs.example.org',
        'null',
        'http://',
        'evil',
        'application/json',
        'text/plain',
        'same-site',
        'cross-site',
        '1',
        ',',
        'localhost',
      ],
      3,
    );
    for (const [name, value] of Object.entries(good)) {
      if (name === 'host') continue;
      for (const other of wrong) {
        const sent = other.trim();
        if (
          !/^[\x21-\x7e][\x20-\x7e]*$/.test(sent) ||
          sent.toLowerCase() === value ||
          sent.toLowerCase().startsWith(`${value};`)
        )
          continue;
        const taken = allowed({ ...good, [name]: sent });
        if (taken && name === 'content-type' && sent.split(';')[0]?.trim().toLowerCase() === value) continue;
        expect(taken, `${name}: ${sent}`).toBe(false);
      }
    }
  });

  it('a way back after signing in never leaves, and is kept as it was given', () => {
    const ways = [
      '/',
      '//',
      '\\',
      'http:',
      'https://evil.example',
      'javascript:',
      '/runs',
      '?a=b',
      '#',
      '%2f',
      '%5c',
      '@',
      '..',
      '\t',
    ];
    let kept = 0;
    for (const text of [...hostileTexts('next', 20_000, ways, 6), ...pathAttacks().map((one) => `/${one}`)]) {
      const next = readNextPath(text);
      expect(new URL(next, 'https://own.example').origin, text).toBe('https://own.example');
      expect(new URL(next, 'https://own.example').pathname, text).not.toMatch(/^\/\//);
      expect(next === '/' || next === text).toBe(true);
      if (next !== '/') kept++;
    }
    expect(kept).toBeGreaterThan(500);
  });

  it('a name of a file says nothing but a name', () => {
    for (const name of [
      ...hostileTexts(
        'names',
        20_000,
        ['"', '; filename="x', '\r\nSet-Cookie: a=b', '../', '..\\', "''", '%00', '.svg'],
        20,
      ),
      ...pathAttacks(),
    ]) {
      const clean = cleanFileName(name);
      expect(clean).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}/\\:*?"<>|;']|\.\.|^\.+$/u);
      expect(Array.from(clean).length).toBeLessThanOrEqual(150);
      expect(clean).not.toBe('');
      const header = safeFileName(name);
      expect(header).toMatch(/^filename="[\x20-\x7e]*"; filename\*=UTF-8''[\w.~%-]*$/);
      expect(header.split('"').length).toBe(3);
      expect(decodeURIComponent(header.slice(header.indexOf("''") + 2))).toBe(clean);
      expect(new Headers({ 'content-disposition': `attachment; ${header}` }).get('content-disposition')).toContain(
        'filename=',
      );
    }
  });

  it('a source decides over none of our headers, and a caller over none of those that leave', () => {
    const names = [
      'set-cookie',
      'location',
      'content-security-policy',
      'access-control-allow-origin',
      'content-encoding',
      'transfer-encoding',
      'x-powered-by',
      'server',
      'connection',
      'strict-transport-security',
      'X-RateLimit-Limit',
      'x-request-id',
      'Retry-After',
      'content-type',
    ];
    for (const value of hostileTexts('header values', 3_000, ['text/html', 'a=b', '\r\n', 'sk-abc'], 6)) {
      const headers = answerHeaders({
        status: 200,
        body: (async function* () {})(),
        whole: async () => new Uint8Array(),
        end: () => undefined,
        headers: { get: () => null, entries: () => names.map((name): [string, string] => [name, value]) },
      });
      for (const [name, kept] of headers) {
        expect(name).toMatch(/^(?:content-type|x-request-id|retry-after|x-ratelimit-limit)$/);
        expect(kept).toMatch(/^[\x20-\x7e]*$/);
      }
    }
    const leaving = requestHeaders(
      { headers: { 'OpenAI-Beta': null }, dialectHeaders: { 'OpenAI-Beta': 'assistants=v2' } },
      { authorization: 'Bearer k' },
      '*/*',
    );
    expect(Object.keys(leaving).sort()).toEqual(['accept', 'accept-encoding', 'authorization', 'user-agent']);
  });
});
