import type { Page } from 'playwright/test';
import { churn } from './known-runs.ts';
import { expect, test } from './fixtures.ts';

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

test('a page asks for its scripts by one that draws first, and is loaded only with them', async ({ page }) => {
  await page.goto('/runs');
  const { named, ends, loaded } = await page.evaluate(() => {
    const inHead = [...document.querySelectorAll('head > script:not([src])')].map((script) => script.textContent);
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    const resources = performance.getEntriesByType('resource');
    return {
      named: [...inHead.join('').matchAll(/"(\/_next\/static\/chunks\/[^"]+\.js)"/g)].map(([, path]) => path ?? ''),
      ends: Object.fromEntries(resources.map((one) => [new URL(one.name).pathname, one.startTime + one.duration])),
      loaded: navigation?.loadEventStart ?? 0,
    };
  });
  expect(named.length).toBeGreaterThan(5);
  expect(new Set(named).size).toBe(named.length);
  for (const path of named) expect(ends[path]).toBeLessThanOrEqual(loaded + 1);
});

/** Keeps the scripts of pages back until the function that it gives is called. */
async function holdScripts(page: Page): Promise<() => void> {
  const { promise: arrived, resolve } = Promise.withResolvers<void>();
  await page.route('**/_next/static/chunks/*.js', async (route) => {
    await arrived;
    await route.continue();
  });
  return resolve;
}

test('what is clicked before the page listens is done when it does, once', async ({ page, request }) => {
  const run = await churn(request);
  const arrive = await holdScripts(page);
  await page.goto(`/runs/sample/${run.key}`, { waitUntil: 'commit' });
  await page.getByRole('tab', { name: 'Timing' }).click();
  await page.getByRole('button', { name: /^Theme: system/ }).click();
  await expect(page.getByRole('tab', { name: 'Rendered' })).toHaveAttribute('aria-selected', 'true');
  arrive();
  await expect(page.getByRole('button', { name: /^Theme: light/ })).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Rendered' })).toHaveAttribute('aria-selected', 'true');
});

for (const [does, moves] of [
  ['waits for it', false],
  ['has moved on', true],
] as const) {
  test(`an early click is ${moves ? 'dropped' : 'done'} after long for a reader who ${does}`, async ({
    page,
    request,
  }) => {
    const run = await churn(request);
    const arrive = await holdScripts(page);
    await page.goto(`/runs/sample/${run.key}`, { waitUntil: 'commit' });
    await page.getByRole('button', { name: /^Theme: system/ }).click();
    if (moves) await page.mouse.wheel(0, 20);
    await page.waitForTimeout(6_000);
    arrive();
    await expect(page.locator('main')).toHaveAttribute('data-steps', 'complete');
    await expect(page.getByRole('button', { name: moves ? /^Theme: system/ : /^Theme: light/ })).toBeVisible();
  });
}
