import type { Page, Response as PageResponse } from 'playwright/test';
import { ground } from './environment.ts';
import { expect, test } from './fixtures.ts';
import { FAILED_ANSWER, open, openLive } from './pages.ts';
import { HOSTILE_FILES } from './upstream/hostile-files.ts';
import { OWNED } from './upstream/hostile-texts.ts';

// Console errors, page errors and policy violations fail these tests by the fixture.
test.use({ allowedErrors: [FAILED_ANSWER], trace: 'off' });

const RUN = '/runs/hostile/thread_hostile.run_hostile';
const API = `/api${RUN}`;
/** The run itself and its steps, one of each class of content. */
const STEPS = [
  'run',
  ...['code', 'search', 'functions', 'message', 'unknown_tool', 'unknown_type', 'wrong_types', 'no_calls'].map(
    (name) => `step_${name}`,
  ),
];
/** What the browser says of its own page around a picture that may not have styles or scripts. */
const PICTURE_PAGE = /Applying inline style violates|Blocked script execution in/;
/** Characters that turn or hide text; pages show them as words. */
const DECEIVING = /[\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff]/u;
/** Those that turn the direction of what is read. */
const TURNING = '[\\u202a-\\u202e\\u2066-\\u2069]';

/** Notes requests that leave the origin, windows that open, dialogs and downloads nobody asked for. */
function watchEscapes(page: Page): string[] {
  const seen: string[] = [];
  page.on('request', (sent) => {
    const url = new URL(sent.url());
    if (/^(?:https?|wss?):$/.test(url.protocol) && url.origin !== ground().app) seen.push(`request ${sent.url()}`);
  });
  page.on('popup', (popup) => seen.push(`window ${popup.url()}`));
  page.on('dialog', (dialog) => {
    seen.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('download', (download) => seen.push(`download ${download.url()}`));
  page.on('framenavigated', (frame) => {
    if (new URL(frame.url()).origin !== ground().app) seen.push(`navigated ${frame.url()}`);
  });
  return seen;
}

async function expectHarmless(page: Page, what: string): Promise<void> {
  const found = await page.evaluate(
    ({ owned, live, turning }) => ({
      owned: owned in window,
      // Names for screen readers are not drawn.
      turned: Array.from(document.querySelectorAll('body *:not(script, style, .sr-only)')).flatMap((one) =>
        Array.from(one.childNodes, (node) => (node.nodeType === Node.TEXT_NODE ? (node.nodeValue ?? '') : '')).filter(
          (text) => new RegExp(turning).test(text),
        ),
      ),
      polluted: 'polluted' in {},
      live: Array.from(document.querySelectorAll(live), (one) => one.tagName),
      handlers: Array.from(document.querySelectorAll('*')).filter((one) =>
        one.getAttributeNames().some((name) => name.startsWith('on') || name === 'srcdoc'),
      ).length,
      links: Array.from(document.querySelectorAll('a[href]'), (one) => one as HTMLAnchorElement)
        .filter(({ protocol }) => !/^(?:https?|mailto):$/.test(protocol))
        .map(({ href }) => href),
      unguarded: Array.from(document.querySelectorAll('a[href]'), (one) => one as HTMLAnchorElement)
        .filter((one) => one.origin !== location.origin && /^https?:$/.test(one.protocol))
        .filter(({ rel }) => !['noopener', 'noreferrer', 'nofollow'].every((word) => rel.split(' ').includes(word)))
        .map(({ href }) => href),
      images: Array.from(document.images, ({ src }) => src).filter(
        (src) => !/^(?:data:image\/(?:png|jpeg|gif|webp)|blob:)/.test(src) && new URL(src).origin !== location.origin,
      ),
    }),
    {
      owned: OWNED,
      turning: TURNING,
      live: 'iframe, object, embed, base, meta[http-equiv="refresh"], form[action^="http"], main script, main style, math',
    },
  );
  expect.soft(found, what).toEqual({
    owned: false,
    turned: [],
    polluted: false,
    live: [],
    handlers: 0,
    links: [],
    unguarded: [],
    images: [],
  });
  expect.soft(await page.title(), what).not.toMatch(DECEIVING);
}

test('no step, tab, view or menu of a hostile run does anything but show text', async ({ page }) => {
  test.setTimeout(240_000);
  const escapes = watchEscapes(page);
  await openLive(page, RUN);
  await page.locator('main[data-steps=complete]').waitFor();
  await expectHarmless(page, 'the timeline');
  for (const step of STEPS) {
    await openLive(page, `${RUN}?step=${step}`);
    await page.locator('main[data-steps=complete]').waitFor();
    for (const name of ['Rendered', 'JSON', 'Timing']) {
      const tab = page.getByRole('tab', { name });
      if ((await tab.count()) === 0) continue;
      await tab.first().click();
      await expectHarmless(page, `${step}, ${name}`);
    }
  }
  for (const view of ['conversation', 'json']) {
    await open(page, `${RUN}?view=${view}`);
    await expectHarmless(page, view);
    for (const label of (await page.locator('main button[aria-expanded=false]').all()).slice(0, 12)) {
      await label.click({ timeout: 1_000 }).catch(() => undefined);
    }
    await expectHarmless(page, `${view}, opened`);
  }
  for (const path of [
    `${RUN}?step=step_functions&call=call_function_1`,
    '/threads/hostile/thread_hostile',
    '/runs/hostile/thread_hostile.run_odd_status',
    '/runs/hostile/thread_hostile.run_odd_times',
    '/runs?source=hostile',
    '/runs?source=hostile&group=thread',
    '/failures?source=hostile',
    '/search?q=script&source=hostile',
    '/search?q=%3Cscript%3E&source=hostile',
    '/compare?a=hostile/thread_hostile.run_hostile&b=hostile/thread_hostile.run_odd_status',
  ]) {
    await open(page, path);
    await expectHarmless(page, path);
  }
  expect(escapes).toEqual([]);
});

test('hostile addresses of our own pages are text as well', async ({ page }) => {
  const escapes = watchEscapes(page);
  const mark = `"><img src=x onerror="window.${OWNED}=1">`;
  for (const path of [
    `/runs?q=${encodeURIComponent(mark)}&source=${encodeURIComponent(mark)}`,
    `/search?q=${encodeURIComponent(mark)}`,
    `${RUN}?step=${encodeURIComponent(mark)}&view=${encodeURIComponent(mark)}&words=${encodeURIComponent(mark)}`,
    `/runs/hostile/${encodeURIComponent(mark)}`,
    `/threads/${encodeURIComponent(mark)}/thread_a`,
    `/failures?source=${encodeURIComponent(mark)}`,
    `/compare?a=${encodeURIComponent('javascript:alert(1)')}&b=//attacker.invalid`,
    `/sign-in?next=${encodeURIComponent('//attacker.invalid/')}`,
    `/sign-in?next=${encodeURIComponent(`javascript:window.${OWNED}=1`)}`,
    '/runs?__proto__=1&constructor[prototype][polluted]=1&q=%00%1b[31m%E2%80%AE',
  ]) {
    await openLive(page, path);
    await expectHarmless(page, path);
  }
  expect(escapes).toEqual([]);
});

test.describe('opened by themselves', () => {
  test.use({ allowedErrors: [PICTURE_PAGE] });

  test('files of a source run nowhere: opened by themselves, or as pictures, scripts and frames', async ({
    page,
    request,
  }) => {
    for (const [id, { object }] of HOSTILE_FILES) {
      const answer = await request.get(`${API}/files/${id}`);
      expect(answer.status(), id).toBe(200);
      const headers = answer.headers();
      const disposition = headers['content-disposition'] ?? '';
      const inline = headers['content-type'] === 'image/gif' && id === 'file-gif-script';
      if (!inline) {
        expect(headers['content-type'], id).toBe('application/octet-stream');
        expect(disposition, id).toMatch(/^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''[\w.%~-]*$/);
      }
      expect(disposition, `${id} ${String(object.filename)}`).not.toMatch(/\.\.|[/\\]|[\u0000-\u001f]/);
      expect(decodeURIComponent(disposition), id).not.toMatch(DECEIVING);
      expect(headers, id).toMatchObject({
        'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'same-origin',
        'cache-control': 'private, no-store',
      });
      expect(headers['set-cookie'], id).toBeUndefined();
    }
    // What is shown inline is a picture and nothing else, even opened by itself.
    const shown = (await page.goto(`${API}/files/file-gif-script`)) as PageResponse;
    expect(shown.headers()['content-type']).toBe('image/gif');
    expect(await page.evaluate((owned) => owned in window, OWNED)).toBe(false);
  });
});
