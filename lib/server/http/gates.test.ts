import { afterEach, describe, expect, it, vi } from 'vitest';
import { isFailure } from '../../domain/failure.ts';
import { isId, isKey } from '../../domain/ids.ts';
import { readNextPath } from '../../contract/next-path.ts';
import { parseRunListParams } from '../../contract/run-list-params.ts';
import { parseTraceViewParams } from '../../contract/trace-view-params.ts';
import { answerHeaders } from '../passthrough/answer-headers.ts';
import { PASS_THROUGH } from '../upstream/assistants/pass-through.ts';
import { requestHeaders, requestUrl } from '../upstream/outgoing.ts';
import { methodsOf } from '../upstream/pass-through-table.ts';
import { parseJson } from '../upstream/safe-json.ts';
import { isAllowedHost } from './allowed-host.ts';
import { readExportQuery } from './export-query.ts';
import { readFeed } from './feed-query.ts';
import { cleanFileName, safeFileName } from './file-name.ts';
import { hostileTexts, pathAttacks } from './hostile-fixture.ts';
import { readBuckets, readLimit, readPageQuery } from './list-query.ts';
import { requireOwnPage } from './own-page.ts';
import { readRunAddress } from './run-address.ts';
import { readTextPath, readTextQuery } from './text-query.ts';

const BASE = 'https://host.example/prefix/v1';
const connection = { baseUrl: BASE, query: { 'api-version': 'v1' } };

function configure(publicUrl: string): void {
  vi.stubEnv('RUNLENS_PUBLIC_URL', publicUrl);
  Reflect.deleteProperty(globalThis, Symbol.for('runlens.environment'));
}
afterEach(() => {
  configure('');
  vi.unstubAllEnvs();
});

/** What it gives, or null where it refuses with a failure that has a status; anything else is a bug and thrown. */
function orRefused<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (isFailure(error)) return null;
    throw error;
  }
}

/** As a path parameter reaches a handler: decoded once. */
function once(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

describe('ids and paths', () => {
  const attacks = pathAttacks();
  const texts = [
    ...attacks,
    ...attacks.map(once),
    ...hostileTexts('ids', 5_000, ['thread_', 'run_', '.', '..', '%2e']),
  ];

  it('a path attack is no id, no key, no address and no segment of a call', () => {
    expect(attacks.length).toBeGreaterThan(20_000);
    for (const attack of attacks) {
      for (const form of [attack, once(attack), once(once(attack))]) {
        if (/^[\w-]+(?:\.[\w-]+)?$/.test(form)) continue;
        expect(isId(form), form).toBe(false);
        expect(isKey(form), form).toBe(false);
        expect(
          orRefused(() => readRunAddress({ source: 'a', key: form })),
          form,
        ).toBeNull();
        expect(
          orRefused(() => readRunAddress({ source: form, key: 'a.b' })),
          form,
        ).toBeNull();
        expect(
          orRefused(() => requestUrl(connection, ['threads', form])),
          form,
        ).toBeNull();
      }
    }
  });

  it('what is let through as an id changes nothing of the address but its own segment', () => {
    let passed = 0;
    for (const text of texts) {
      const url = orRefused(() => requestUrl(connection, ['threads', text, 'runs']));
      if (url === null) continue;
      passed++;
      const parsed = new URL(url);
      expect(parsed.origin + parsed.pathname).toBe(`${BASE}/threads/${text}/runs`);
      expect(parsed.search).toBe('?api-version=v1');
    }
    expect(passed).toBeGreaterThan(50);
  });

  it('no path outside of the table is handed on to a source', () => {
    for (const text of texts) {
      for (const path of [[text], ['threads', text, text], ['threads', 'a', text], text.split('/')]) {
        const methods = methodsOf(PASS_THROUGH, path);
        if (methods === null || path.every((part) => isId(part))) continue;
        throw new Error(`handed on: ${JSON.stringify(path)}`);
      }
    }
  });
});

describe('queries', () => {
  const names = [
    'limit',
    'cursor',
    'order',
    'buckets',
    'from',
    'to',
    'find',
    'path',
    'format',
    'budget',
    'runs',
    'rows',
    'list',
    'source',
    'status',
    'q',
    'sort',
    'dir',
    'group',
    'step',
    'view',
    '__proto__',
    'constructor',
    'toString',
  ];
  const words = [
    '1',
    '-1',
    '0',
    '999999999999',
    '1e9',
    'NaN',
    'asc',
    'desc',
    'thread_a',
    'a.b',
    '[0].x',
    'json',
    ',',
    '%2C',
    'true',
    '2026-01-01',
    '15m',
  ];

  it('any query gives bounded values or a refusal', () => {
    const values = hostileTexts('values', 6_000, words, 6);
    for (let at = 0; at + 4 < values.length; at += 3) {
      const query = new URLSearchParams(names.map((name, i) => [name, values[(at + i) % values.length] ?? '']));
      expect(readLimit(query)).toSatisfy((limit: number) => Number.isInteger(limit) && limit >= 1 && limit <= 100);
      expect(readBuckets(query)).toSatisfy((count: number) => Number.isInteger(count) && count >= 2 && count <= 500);
      const page = orRefused(() => readPageQuery(query));
      if (page) expect(page.cursor === undefined || isId(page.cursor)).toBe(true);
      if (page) expect([undefined, 'asc', 'desc']).toContain(page.order);
      const range = orRefused(() => readTextQuery(query));
      for (const end of [range?.from, range?.to]) {
        expect(end ?? null).toSatisfy(
          (line: number | null) => line === null || (Number.isSafeInteger(line) && line >= 0),
        );
      }
      orRefused(() => readTextPath(query));
      const wanted = orRefused(() => readExportQuery(query));
      if (wanted) expect(['json', 'md', 'jsonl']).toContain(wanted.format);
      if (wanted) expect(wanted.budget).toSatisfy((budget: number) => Number.isInteger(budget) && budget > 0);
      const feed = orRefused(() => readFeed(query));
      for (const place of [...(feed?.runs ?? []), ...(feed?.rows ?? [])]) expect(isKey(place.key)).toBe(true);
      const list = parseRunListParams(query);
      expect(list.q.length).toBeLessThanOrEqual(300);
      expect(['asc', 'desc']).toContain(list.dir);
      parseTraceViewParams(query);
    }
    expect('polluted' in {}).toBe(false);
  });

  it('JSON of strangers never reaches a prototype, and deep one is not parsed', () => {
    const pieces = [
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"__proto__"',
      '"\\u005f_proto__"',
      '"constructor"',
      '"prototype"',
      '1',
      'null',
      '"\\ud800"',
      '{"__proto__":{"polluted":true}}',
      '{"a":',
      '[[',
    ];
    for (const text of hostileTexts('json', 8_000, pieces, 14)) {
      const { value, problem } = parseJson(text);
      if (problem !== null) expect(value).toBeNull();
      else if (typeof value === 'object' && value !== null) {
        expect(Object.hasOwn(value, '__proto__') || Object.hasOwn(value, 'constructor')).toBe(false);
      }
    }
    for (const [open, close] of [
      ['[', ']'],
      ['{"a":', '}'],
    ] as const) {
      expect(parseJson(open.repeat(200) + '1' + close.repeat(200)).problem).toBeNull();
      expect(parseJson(open.repeat(201) + '1' + close.repeat(201)).problem).toBe('too_deep');
      expect(parseJson(open.repeat(1_000_000)).problem).toBe('too_deep');
    }
    expect('polluted' in {}).toBe(false);
  });
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
