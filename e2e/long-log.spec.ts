import type { Page } from 'playwright/test';
import { expect, test } from './fixtures.ts';
import { openLive } from './pages.ts';
import { LOG_LINES, NEEDLE } from './upstream/output-world.ts';

const RUN = 'thread_outputs.run_outputs';
const TEXT = `/api/runs/outputs/${RUN}/steps/step_outputs_1/text?path=calls.0.outputs.0.logs`;
const TOTAL = LOG_LINES.toLocaleString('en');

const openLog = (page: Page, query = '') => openLive(page, `/runs/outputs/${RUN}?step=step_outputs_1${query}`);
const logs = (page: Page) => page.getByRole('group', { name: 'Logs', exact: true });
const lineButton = (page: Page, number: number) =>
  logs(page).getByRole('button', { name: `Line ${number.toLocaleString('en')}`, exact: true });
const chosenLines = (page: Page) => logs(page).locator('[data-here]');
const beginning = (number: number) =>
  new RegExp(`^\\D*(?:${number})?\\s*${String(number).padStart(6, '0')} INFO batch`);

test('the server gives lines, totals and hits of a long text', async ({ request }) => {
  const get = async (query: string) => {
    const answer = await request.get(`${TEXT}&${query}`);
    expect(answer.status()).toBe(200);
    return (await answer.json()) as Record<string, unknown> & { lines: string[]; bytes: number };
  };
  const range = await get('from=999&to=1002');
  expect(range).toMatchObject({ from: 999, total: LOG_LINES });
  expect(range.lines.map((line) => line.slice(0, 6))).toEqual(['000999', '001000', '001001', '001002']);
  expect(range.lines[1]).toContain(NEEDLE);
  expect(range.bytes).toBeGreaterThan(2_000_000);
  const found = await get(`find=${encodeURIComponent(NEEDLE)}`);
  // Places are lines and columns of the text that is seen, both from 1.
  const column = (range.lines[1] ?? '').replaceAll(/\u001b\[\d+m/g, '').indexOf(NEEDLE);
  expect(found).toMatchObject({ total: LOG_LINES, hits: { count: 60 } });
  expect((found.hits as { places: number[][] }).places.slice(0, 2)).toEqual([
    [1000, column + 1],
    [2000, expect.any(Number)],
  ]);
  const far = await get('find=INFO&hit=59999&limit=50');
  expect(far.hits).toEqual({
    count: LOG_LINES,
    places: [
      [59_999, 8],
      [60_000, 8],
    ],
  });
  const refused = await request.get(`${TEXT}&find=INFO&limit=all`);
  expect([refused.status(), await refused.text()]).toEqual([400, expect.stringContaining('1 to 10000')]);
  const past = await get('from=59999&to=70000');
  expect(past.lines).toHaveLength(2);
  const whole = await request.get(`${TEXT}&download=1`);
  expect(whole.headers()['content-disposition']).toContain('attachment');
  expect((await whole.body()).length).toBe(range.bytes);
});

test('a long log is read line by line as it comes into view, and never drawn whole', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (sent) => {
    if (sent.url().includes('/steps/step_outputs_1')) asked.push(sent.url());
  });
  await openLog(page);
  await expect(logs(page)).toContainText(`${TOTAL} lines, 3.2 MB`);
  await expect(lineButton(page, 1)).toBeVisible();
  const text = logs(page).getByRole('group', { name: 'Logs, text' });
  await text.hover();
  await text.evaluate((element) => element.scrollTo({ top: element.scrollHeight }));
  await expect(lineButton(page, LOG_LINES)).toBeVisible();
  expect(await page.locator('*').count()).toBeLessThan(1_500);
  expect(asked.length).toBeGreaterThan(1);
  expect(asked.every((url) => url.includes('/text?'))).toBe(true);
});

test('find counts all hits and goes from one to the next', async ({ page }) => {
  await openLog(page);
  await expect(logs(page)).toContainText(`${TOTAL} lines`);
  const field = logs(page).getByRole('searchbox', { name: 'Find in logs' });
  await field.fill(NEEDLE);
  await expect(logs(page)).toContainText('1 of 60');
  await expect(lineButton(page, 1_000)).toBeVisible();
  await field.press('Enter');
  await expect(logs(page)).toContainText('2 of 60');
  await expect(lineButton(page, 2_000)).toBeVisible();
  await logs(page).getByRole('button', { name: 'Next hit' }).click();
  await expect(logs(page)).toContainText('3 of 60');
  await logs(page).getByRole('button', { name: 'Previous hit' }).click();
  await field.press('Shift+Enter');
  await field.press('Shift+Enter');
  await expect(logs(page)).toContainText('60 of 60');
  await expect(lineButton(page, LOG_LINES)).toBeVisible();
  await field.fill('nothing like this');
  await expect(logs(page)).toContainText('none');
});

test('every hit is gone to, also those behind the first 10,000, and has a link', async ({ page }) => {
  const onHit = async (place: string, line: number) => {
    await expect(logs(page)).toContainText(place);
    await expect(logs(page).locator('mark[data-on]')).toBeInViewport();
    await expect(logs(page).locator(`[data-line="${line}"] mark[data-on]`)).toHaveText('INFO');
  };
  const field = logs(page).getByRole('searchbox', { name: 'Find in logs' });
  await openLog(page);
  await expect(logs(page)).toContainText(`${TOTAL} lines`);
  await field.fill('info');
  await onHit(`1 of ${TOTAL}`, 1);
  await field.press('Shift+Enter');
  await onHit(`${TOTAL} of ${TOTAL}`, LOG_LINES);
  await field.press('Shift+Enter');
  await onHit(`59,999 of ${TOTAL}`, 59_999);
  await expect(page).toHaveURL(/find=info&hit=59999\b/);
  await page.reload();
  await onHit(`59,999 of ${TOTAL}`, 59_999);
  await field.press('Enter');
  await onHit(`${TOTAL} of ${TOTAL}`, LOG_LINES);
  await field.press('Enter');
  await onHit(`1 of ${TOTAL}`, 1);
  await openLog(page, '&find=info&hit=31000');
  await onHit(`31,000 of ${TOTAL}`, 31_000);
  await logs(page).getByRole('button', { name: 'Next hit' }).click();
  await onHit(`31,001 of ${TOTAL}`, 31_001);
});

test('the line of a hit that was gone to stands where it stood after a reload', async ({ page }) => {
  const top = async () => {
    const box = await logs(page).locator('mark[data-on]').boundingBox();
    return box && Math.round(box.y);
  };
  await openLog(page);
  await expect(logs(page)).toContainText(`${TOTAL} lines`);
  const field = logs(page).getByRole('searchbox', { name: 'Find in logs' });
  await field.fill('INFO');
  await expect(logs(page)).toContainText(`1 of ${TOTAL}`);
  // Hits in view stay where they are: these are further and further down.
  for (let hit = 2; hit <= 40; hit++) await field.press('Enter');
  await expect(logs(page).locator('[data-line="40"] mark[data-on]')).toBeInViewport();
  await expect(page).toHaveURL(/hit=40\b.*top\.\d=/);
  const before = await top();
  await page.reload();
  await expect(logs(page).locator('[data-line="40"] mark[data-on]')).toBeInViewport();
  await expect.poll(async () => Math.abs(((await top()) ?? 0) - (before ?? 0))).toBeLessThanOrEqual(1);
});

for (const [width, height] of [
  [390, 844],
  [1024, 768],
  [1440, 900],
] as const) {
  test(`at ${width} px the head of a log stays one line, however many hits it counts`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await openLog(page, '&find=info&hit=31000');
    const head = logs(page).locator('> div').first();
    await expect(head).toContainText(/31,000.*60,000/);
    const field = logs(page).getByRole('searchbox', { name: 'Find in logs' });
    await expect(field).toBeVisible();
    const boxes = await head.evaluate((line) => {
      const { top, bottom, right } = line.getBoundingClientRect();
      const inside = [...line.querySelectorAll('input, button, a')].map((one) => one.getBoundingClientRect());
      return { height: bottom - top, fits: inside.every((one) => one.right <= right && one.bottom <= bottom) };
    });
    expect(boxes.height).toBeLessThan(40);
    expect(boxes.fits).toBe(true);
    expect((await field.boundingBox())?.width).toBeGreaterThanOrEqual(28);
    const count = head.locator('[data-hits]');
    const beyond = await count.evaluate((one) => {
      const words = document.createRange();
      words.selectNodeContents(one);
      return words.getBoundingClientRect().width - one.getBoundingClientRect().width;
    });
    expect(beyond).toBeLessThan(0.1);
  });
}

test('a shared log is gone through in the same way', async ({ page, request, baseURL }) => {
  const made = await request.post('/api/shares', {
    headers: { 'X-Runlens': '1', Origin: baseURL ?? '' },
    data: { source: 'outputs', key: RUN },
  });
  const { token } = (await made.json()) as { token: string };
  const found = await request.get(
    TEXT.replace(`/runs/outputs/${RUN}/`, `/shared/${token}/`).concat('&find=info&hit=40001&limit=2'),
  );
  expect(await found.json()).toMatchObject({
    hits: {
      count: LOG_LINES,
      places: [
        [40_001, 8],
        [40_002, 8],
      ],
    },
  });
  await openLive(page, `/s/${token}?step=step_outputs_1&find=info&hit=40001`);
  await expect(logs(page)).toContainText(`40,001 of ${TOTAL}`);
  await expect(logs(page).locator('[data-line="40001"] mark[data-on]')).toBeInViewport();
});

test('lines stand in the address, survive a reload and warn when the text has changed', async ({ page }) => {
  await openLog(page, '&line=30120-30134');
  await expect(lineButton(page, 30_120)).toBeVisible();
  await expect(chosenLines(page)).toHaveCount(15);
  await expect(chosenLines(page).first()).toHaveText(beginning(30_120));
  await expect(logs(page)).toContainText('Lines 30,120–30,134');
  await expect(logs(page)).not.toContainText('has changed');

  await lineButton(page, 30_122).click();
  await lineButton(page, 30_125).click({ modifiers: ['Shift'] });
  await expect(page).toHaveURL(/line=30122-30125&hash=\w+/);
  const link = page.url();
  await page.reload();
  await expect(chosenLines(page)).toHaveCount(4);
  await expect(chosenLines(page).last()).toHaveText(beginning(30_125));
  expect(page.url()).toBe(link);
  await expect(logs(page)).not.toContainText('has changed');

  await openLive(page, link.replace(/hash=\w+/, 'hash=other1'));
  await expect(chosenLines(page)).toHaveCount(4);
  await expect(logs(page)).toContainText(
    'The text has changed since this link was made. It may point to other lines now.',
  );
  await logs(page).getByRole('button', { name: 'Clear' }).click();
  await expect(page).not.toHaveURL(/line=/);

  await openLog(page, '&line=70000');
  await expect(logs(page)).toContainText(`This link reaches to line 70,000, but the text ends at line ${TOTAL}.`);
});

test('a line is gone to by its number, with the keyboard alone', async ({ page }) => {
  await openLog(page);
  await expect(logs(page)).toContainText(`${TOTAL} lines`);
  await logs(page).getByRole('button', { name: 'Go to line' }).focus();
  await page.keyboard.press('Enter');
  const field = page.getByRole('textbox', { name: 'Line', exact: true });
  await expect(field).toBeFocused();
  await page.keyboard.type('70000');
  await expect(field).toHaveAccessibleDescription(`This text has ${TOTAL} lines`);
  await page.keyboard.press('Escape');
  await expect(logs(page).getByRole('button', { name: 'Go to line' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(field).toBeFocused();
  await page.keyboard.type('45678');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/line=45678&hash=\w+/);
  await expect(lineButton(page, 45_678)).toBeInViewport();
  await expect(chosenLines(page)).toHaveCount(1);
  await expect(logs(page).getByRole('group', { name: 'Logs, text' })).toBeFocused();
  await page.keyboard.press('PageDown');
  await expect(lineButton(page, 45_678)).not.toBeInViewport();
});

test('a log is downloaded whole', async ({ page }) => {
  await openLog(page);
  const link = logs(page).getByRole('link', { name: 'Download logs' });
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  const stream = await download.createReadStream();
  let bytes = 0;
  for await (const part of stream) bytes += (part as Buffer).length;
  expect(bytes).toBeGreaterThan(3_000_000);
});
