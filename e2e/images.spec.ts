import { stat } from 'node:fs/promises';
import type { Page } from 'playwright/test';
import { expect, test } from './fixtures.ts';
import { FAILED_ANSWER, openLive } from './pages.ts';
import { boxOf } from './timeline-page.ts';

// One of the pictures is gone on purpose.
test.use({ allowedErrors: [FAILED_ANSWER] });

const RUN = '/runs/outputs/thread_outputs.run_outputs';
const viewer = (page: Page) => page.getByRole('dialog');
const picture = (page: Page) => viewer(page).getByRole('img');
const button = (page: Page, name: string | RegExp) => viewer(page).getByRole('button', { name, exact: true });
const pressed = (page: Page, name: string | RegExp) =>
  expect(button(page, name)).toHaveAttribute('aria-pressed', 'true');

async function openViewer(page: Page, step: number, file: string): Promise<void> {
  await openLive(page, `${RUN}?step=step_outputs_${step}`);
  await page.getByRole('button', { name: `Open image ${file} in the viewer` }).click();
  await expect(viewer(page)).toBeVisible();
  await expect(viewer(page).getByRole('status')).toContainText('×');
}

test('an image is fitted, shown at its own size, zoomed and dragged', async ({ page }) => {
  await openViewer(page, 2, 'file-wide');
  await expect(viewer(page)).toHaveAccessibleName('Step 2, image 1 of 2');
  await expect(viewer(page).getByRole('status')).toContainText(/^3000 × 900, [\d.]+\skB$/i);
  await pressed(page, 'Fit');
  const fitted = await boxOf(picture(page));
  const room = await boxOf(viewer(page));
  expect(fitted.width).toBeLessThanOrEqual(room.width);
  expect(fitted.width).toBeGreaterThan(room.width * 0.8);
  expect(fitted.width / fitted.height).toBeCloseTo(3000 / 900, 1);

  await button(page, /^100\s%$/).click();
  await pressed(page, /^100\s%$/);
  expect((await boxOf(picture(page))).width).toBeCloseTo(3000, 0);
  const before = await boxOf(picture(page));
  const middle = { x: room.x + room.width / 2, y: room.y + room.height / 2 };
  await page.mouse.move(middle.x, middle.y);
  await page.mouse.down();
  await page.mouse.move(middle.x - 150, middle.y, { steps: 5 });
  await page.mouse.up();
  expect(Math.round((await boxOf(picture(page))).x - before.x)).toBe(-150);

  // The wheel zooms about the pointer.
  const left = (await boxOf(picture(page))).x;
  await page.mouse.move(middle.x + 100, middle.y);
  await page.mouse.wheel(0, -120);
  await expect.poll(async () => (await boxOf(picture(page))).width).toBeGreaterThan(3_100);
  const closer = await boxOf(picture(page));
  expect((middle.x + 100 - closer.x) / closer.width).toBeCloseTo((middle.x + 100 - left) / 3000, 2);
  await page.keyboard.press('-');
  await expect.poll(async () => (await boxOf(picture(page))).width).toBeLessThan(closer.width);
  await page.keyboard.press('1');
  await pressed(page, /^100\s%$/);
  await page.keyboard.press('0');
  await pressed(page, 'Fit');
  expect(await boxOf(picture(page))).toEqual(fitted);
});

test('a zoomed image is the same view after a reload, in a window of another size too', async ({ page }) => {
  await openViewer(page, 2, 'file-wide');
  await button(page, /^100\s%$/).click();
  await expect(page).toHaveURL(/image=file-wide&zoom=100$/);
  const { width } = await boxOf(picture(page));
  await page.mouse.move(700, 450);
  await page.mouse.down();
  await page.mouse.move(400, 450, { steps: 5 });
  await page.mouse.up();
  await page.mouse.wheel(0, -400);
  await expect(page).toHaveURL(/zoom=2\d\d(\.\d)?@0\.\d+,0\.\d+$/);
  const before = await boxOf(picture(page));
  expect(before.width).toBeGreaterThan(width * 2);
  await page.reload();
  const near = async (read: (box: { x: number; y: number; width: number }) => number, wanted: number) =>
    expect.poll(async () => Math.abs(read(await boxOf(picture(page))) - wanted)).toBeLessThan(4);
  await near((box) => box.width, before.width);
  await near((box) => box.x, before.x);
  await near((box) => box.y, before.y);
  // What was in the middle of the window is so in a smaller one.
  const at = (box: { x: number; width: number }, room: number) => (room / 2 - box.x) / box.width;
  await page.setViewportSize({ width: 1024, height: 700 });
  await expect.poll(async () => Math.abs(at(await boxOf(picture(page)), 1024) - at(before, 1440))).toBeLessThan(0.005);
  await button(page, 'Fit').click();
  await expect(page).toHaveURL(/image=file-wide$/);
  // The button that had opened it is not known any more.
  await page.keyboard.press('Escape');
  await expect(page.getByRole('treeitem', { selected: true })).toBeFocused();
});

test('arrows go through all images of the run, and one whose file is gone says so', async ({ page }) => {
  await openViewer(page, 2, 'file-small');
  await expect(viewer(page)).toHaveAccessibleName('Step 2, image 2 of 2');
  await expect(viewer(page)).toContainText('2 of 3');
  // Small pictures are not blown up.
  expect((await boxOf(picture(page))).width).toBeCloseTo(120, 0);
  await page.keyboard.press('ArrowRight');
  await expect(viewer(page)).toHaveAccessibleName('Step 4, image');
  await expect(viewer(page).getByRole('alert')).toContainText(
    'This image cannot be loaded. Sources delete the files of a run after a while, and this one may be gone.',
  );
  await expect(viewer(page).getByRole('link', { name: /^Download/ })).toHaveCount(0);
  await page.keyboard.press('ArrowRight');
  await expect(viewer(page)).toHaveAccessibleName('Step 2, image 1 of 2');
  await button(page, 'Previous image').click();
  await expect(viewer(page)).toContainText('3 of 3');
  await page.keyboard.press('Escape');
  await expect(viewer(page)).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Open image file-small in the viewer' })).toBeFocused();
  await expect(page.getByRole('treeitem', { selected: true })).toHaveAccessibleName(/^Step 2/);

  await openLive(page, `${RUN}?step=step_outputs_4`);
  await expect(page.getByRole('region', { name: /^Step 4/ })).toContainText('This image cannot be loaded');
});

test('an image is downloaded as the file it is', async ({ page }) => {
  await openViewer(page, 2, 'file-small');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    viewer(page)
      .getByRole('link', { name: /^Download image/ })
      .click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^file-small/);
  const { size } = await stat(await download.path());
  const answer = await page.request.get('/api/runs/outputs/thread_outputs.run_outputs/files/file-small');
  expect(size).toBe((await answer.body()).length);
});

test('thumbnails of the conversation open the viewer', async ({ page }) => {
  await openLive(page, `${RUN}?view=conversation`);
  const thumbnail = page.getByRole('button', { name: 'Open image file-wide in the viewer' });
  await thumbnail.click();
  await expect(viewer(page)).toHaveAccessibleName('Step 2, image 1 of 2');
  await expect(viewer(page)).toContainText('1 of 3');
  await page.keyboard.press('Escape');
  await expect(thumbnail).toBeFocused();
  await expect(page.getByRole('button', { name: 'Image file-gone, cannot be loaded' })).toBeVisible();
});
