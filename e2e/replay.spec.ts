import type { APIRequestContext, Page } from 'playwright/test';
import { hostRun, tellHost } from './agents-host.ts';
import { expect, expectAccessible } from './fixtures.ts';
import { test } from './operating-test.ts';
import { openLive } from './pages.ts';

/** A run whose stream went through Runlens, 60 ms between its events; resolves once it is kept. */
async function recordedRun(request: APIRequestContext, origin: string): Promise<string> {
  const { id } = await tellHost('/threads', { messages: [{ role: 'user', content: 'What does the policy say?' }] });
  const headers = { 'content-type': 'application/json', 'x-runlens': '1', origin };
  const data = { assistant_id: 'asst_tools', metadata: { pace: '60' } };
  const answer = await request.post(`/api/threads/agents/${id}/runs`, { headers, data });
  expect(answer.status(), await answer.text()).toBe(201);
  const { key } = (await answer.json()) as { key: string };
  const ending = async () => {
    const { items } = (await (await request.get(`/api/runs/agents/${key}/replay`)).json()) as {
      items: { ending: string | null }[];
    };
    return items.map((one) => one.ending);
  };
  await expect.poll(ending, { timeout: 30_000 }).toEqual(['done']);
  return key;
}

const bar = (page: Page) => page.getByRole('group', { name: 'Replay' });
const position = (page: Page) => bar(page).getByRole('slider', { name: 'Position in the recording' });
const to = (page: Page, at: number) =>
  position(page).evaluate((slider: HTMLInputElement, value) => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(slider, String(value));
    slider.dispatchEvent(new Event('input', { bubbles: true }));
  }, at);

test('a recorded run plays again: from nothing to its end, paused, scrubbed back and forth, with its place in the address', async ({
  page,
  operating,
}) => {
  const key = await recordedRun(page.request, operating);
  await openLive(page, `/runs/agents/${key}`);
  await page.getByRole('button', { name: 'Replay' }).click();
  await expect(bar(page)).toContainText(/First text after .* events, as they arrived at Runlens/);
  await bar(page).getByRole('button', { name: '16×' }).click();
  await expect(bar(page).getByRole('button', { name: 'Play again' })).toBeVisible();
  await expect(page).toHaveURL(/[?&]replay=\d+(\.\d+)?&speed=16/);
  await expect(bar(page)).toContainText('End of the recording: the stream ended as it should');
  const rows = page.getByRole('tree', { name: /Steps of/ }).getByRole('treeitem');
  await expect(rows.last()).toContainText('You have');
  const end = await rows.allInnerTexts();

  await to(page, 0);
  await expect(rows).toHaveCount(1);
  await expect(page).toHaveURL(/[?&]replay=0&/);
  const length = Number(await position(page).getAttribute('max'));
  // The slider moves by tenths of a second.
  const middle = Math.round(length / 200) * 100;
  await to(page, middle);
  await expect(page).toHaveURL(new RegExp(`replay=${middle / 1000}&`));
  // The address comes first, rows and words are drawn when there is time.
  let half: string[] = [];
  const isDrawn = async () => {
    const before = half;
    half = await rows.allInnerTexts();
    return half.length > 1 && half.join('\n') === before.join('\n');
  };
  await expect.poll(isDrawn, { intervals: [500] }).toBe(true);
  expect(half.length).toBeLessThan(end.length);
  await to(page, length);
  await expect.poll(() => rows.allInnerTexts()).toEqual(end);
  await to(page, middle);
  await expect.poll(() => rows.allInnerTexts()).toEqual(half);
  await expectAccessible(page, 'a replay');

  await page.reload();
  await expect(position(page)).toHaveValue(String(middle));
  await expect.poll(() => rows.allInnerTexts()).toEqual(half);
  await page.locator('main').focus();
  await page.keyboard.press('.');
  await expect(page).not.toHaveURL(new RegExp(`replay=${middle / 1000}(&|$)`));

  await bar(page).getByRole('button', { name: 'Leave the replay' }).click();
  await expect(bar(page)).toBeHidden();
  await expect(page).not.toHaveURL(/replay=/);
  await expect(rows).toHaveCount(end.length);
});

test('a run that nobody recorded has no replay, and an address that asks for one says so', async ({ page }) => {
  const { key } = await hostRun('plain');
  await openLive(page, `/runs/agents/${key}`);
  await expect(page.locator('main > div p').first()).toContainText(/Completed/);
  await expect(page.getByRole('button', { name: 'Replay' })).toHaveCount(0);
  await openLive(page, `/runs/agents/${key}?replay=1.5`);
  await expect(page.getByRole('note').filter({ hasText: 'nothing to replay' })).toBeVisible();
  await expect(page.getByRole('tree', { name: /Steps of/ })).toBeVisible();
});

test('on a phone the player fits', async ({ page, operating }) => {
  const key = await recordedRun(page.request, operating);
  await page.setViewportSize({ width: 390, height: 844 });
  await openLive(page, `/runs/agents/${key}?replay=0.5`);
  await expect(position(page)).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await bar(page).getByRole('button', { name: 'Play', exact: true }).click();
  await expect(bar(page).getByRole('button', { name: 'Play again' })).toBeVisible();
});
