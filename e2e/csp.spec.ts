import { ground } from './environment.ts';
import { expect, test } from './fixtures.ts';
import { everyPage, FAILED_ANSWER, open } from './pages.ts';
import { OWNED } from './upstream/hostile-texts.ts';

test.use({ allowedErrors: [FAILED_ANSWER] });

test('no page breaks its policy or runs what a source sent', async ({ page, request }) => {
  test.setTimeout(180_000);
  const elsewhere: string[] = [];
  page.on('request', (sent) => {
    if (new URL(sent.url()).origin !== ground().app && /^(?:https?|wss?):/.test(sent.url())) elsewhere.push(sent.url());
  });
  for (const { shows, path } of await everyPage(request)) {
    await test.step(shows, async () => {
      await open(page, path);
      expect.soft(await page.evaluate((name) => name in window, OWNED), 'a script of the source ran').toBe(false);
      expect.soft(await page.evaluate(() => Object.hasOwn(Object.prototype, 'polluted'))).toBe(false);
      expect.soft(new URL(page.url()).origin).toBe(ground().app);
      expect
        .soft(
          await page.locator('script[src^="http"], iframe, object, embed, base, meta[http-equiv="refresh"]').count(),
        )
        .toBe(0);
      expect
        .soft(await page.locator('a[href^="javascript:" i], a[href^="data:" i], a[href^="vbscript:" i]').count())
        .toBe(0);
    });
  }
  expect(elsewhere, 'requests to other hosts').toEqual([]);
});

test('every page has a policy with a nonce of its own and the headers of reference', async ({ request }) => {
  const nonces = new Set<string>();
  for (const path of ['/runs', '/runs', '/nowhere', '/runs/sample/thread_none.run_none']) {
    const headers = (await request.get(path)).headers();
    const policy = headers['content-security-policy'] ?? '';
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("object-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe-eval');
    expect(/script-src ([^;]+)/.exec(policy)?.[1]).toMatch(/^'nonce-[A-Za-z0-9+/=]{22,}' 'strict-dynamic'$/);
    nonces.add(/'nonce-([^']+)'/.exec(policy)?.[1] ?? '');
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'x-frame-options': 'DENY',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(headers['cache-control']).toMatch(/^private,.*\bno-store\b/);
    expect(headers['x-powered-by']).toBeUndefined();
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
  }
  expect(nonces.size).toBe(4);
});

test('answers of the API may do nothing in a browser', async ({ request }) => {
  for (const path of ['/api/health', '/api/runs', '/api/nowhere', '/api/runs/sample/thread_none.run_none']) {
    const headers = (await request.get(path)).headers();
    expect(headers['content-security-policy']).toBe("default-src 'none'; frame-ancestors 'none'; sandbox");
    expect(headers['cache-control']).toBe('private, no-store');
    expect(headers['x-content-type-options']).toBe('nosniff');
  }
});
