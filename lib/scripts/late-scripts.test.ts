import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import compression from 'compression';
import { describe, expect, onTestFinished, test } from 'vitest';
import { sendScriptsLate, withLateScripts } from './late-scripts.ts';

const script = (path: string) => `<script src="${path}" async="" nonce="n0nce+/"></script>`;
const HEAD = `<!DOCTYPE html><html><head><meta charSet="utf-8"/><link rel="stylesheet" href="/a.css"/>${script('/_next/a.js')}<title>Läuft</title>${script('/_next/b.js')}`;
const BODY = `</head><body>${script('/_next/late.js')}${'ä'.repeat(3000)}</body></html>`;

describe('withLateScripts', () => {
  test('names the scripts to one that fetches them, before the styles', () => {
    const head = withLateScripts(HEAD);
    expect(head).not.toContain('async=""');
    expect(head.indexOf('["/_next/a.js","/_next/b.js"]')).toBeGreaterThan(0);
    expect(head.indexOf('<script nonce="n0nce+/">')).toBe('<!DOCTYPE html><html><head>'.length);
    expect(head.endsWith('<link rel="stylesheet" href="/a.css"/><title>Läuft</title>')).toBe(true);
  });

  test('names the script that begins everything first, where its place is there too', () => {
    const link = '<link rel="preload" as="script" fetchPriority="low" nonce="n0nce+/" href="/_next/begin.js"/>';
    const tag = '<script src="/_next/begin.js" nonce="n0nce+/" async=""></script>';
    const page = withLateScripts(`${HEAD}${link}</head><body>Läuft${tag}<p>`);
    expect(page).toContain('["/_next/begin.js","/_next/a.js","/_next/b.js"]');
    expect(page.endsWith('<title>Läuft</title></head><body>Läuft<p>')).toBe(true);
    const cut = withLateScripts(`${HEAD}${link}</head><body>Läuft${tag.slice(0, 20)}`);
    expect(cut).toContain('["/_next/a.js","/_next/b.js"]');
    expect(cut.endsWith(`${link}</head><body>Läuft${tag.slice(0, 20)}`)).toBe(true);
  });

  test('cannot be left by a path', () => {
    expect(withLateScripts(`<head>${script('/x</script><script>alert(1)</script>')}`)).not.toContain('n0nce+/">(');
    expect(withLateScripts(`<head>${script('/$&$1')}`)).toContain('["/$&$1"]');
    expect(withLateScripts(`${HEAD}</head>${script('/_next/of-a-body.js')}`)).toContain(
      '["/_next/a.js","/_next/b.js"]',
    );
  });

  test.each([
    ['without scripts', '<html><head><title>x</title>'],
    ['with scripts of another form', '<html><head><script src="/a.js" defer nonce="n"></script>'],
    ['of no page', ''],
  ])('leaves a head %s as it is', (_, head) => {
    expect(withLateScripts(head)).toBe(head);
  });
});

/** Sends what `answer` writes through a server and gives what arrives, unpacked. */
async function get(answer: RequestListener, headers: Record<string, string> = {}): Promise<string> {
  const server = createServer((request, response) => {
    compression()(request, response, () => sendScriptsLate(response));
    answer(request, response);
  });
  onTestFinished(() => void server.close());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const answered = await fetch(`http://127.0.0.1:${port}/`, { headers });
  return answered.text();
}

describe('sendScriptsLate', () => {
  const bytes = Buffer.from(HEAD + BODY);
  const page: RequestListener = (_, response) => void response.setHeader('content-type', 'text/html; charset=utf-8');

  test.each([1, 7, 200, HEAD.length + 3, bytes.length])(
    'changes a page that comes in pieces of %d bytes',
    async (size) => {
      const sent = await get((request, response) => {
        page(request, response);
        for (let at = 0; at < bytes.length; at += size) response.write(bytes.subarray(at, at + size));
        response.end();
      });
      expect(sent).toBe(withLateScripts(HEAD) + BODY);
    },
  );

  test('changes a page that is sent at once, packed', async () => {
    const sent = await get(
      (request, response) => {
        page(request, response);
        response.write(HEAD + BODY);
        response.end();
      },
      { 'accept-encoding': 'gzip' },
    );
    expect(sent).toBe(withLateScripts(HEAD) + BODY);
  });

  test('sends a page whose head never ends', async () => {
    const endless = HEAD + ' '.repeat(100_000);
    const sent = await get((request, response) => {
      page(request, response);
      response.write(endless.slice(0, 70_000));
      response.end(endless.slice(70_000));
    });
    expect(sent).toBe(endless);
  });

  test.each([
    ['other types', { 'content-type': 'application/json' }],
    ['pages of a told length', { 'content-type': 'text/html', 'content-length': String(bytes.length) }],
  ])('leaves %s as they are', async (_, headers) => {
    const sent = await get((_request, response) => {
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      response.write(bytes);
      response.end();
    });
    expect(sent).toBe(HEAD + BODY);
  });
});
