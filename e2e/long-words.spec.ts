import { expect, test } from './fixtures.ts';
import { open } from './pages.ts';

const CREATED = 1_795_000_000;
const RUN = `run_${'l'.repeat(120)}`;
const THREAD = `thread_${'t'.repeat(118)}`;

test('a model, an assistant and ids of any length leave room for everything beside them', async ({
  page,
  request,
  baseURL,
}) => {
  const sent = await request.post('/api/imports', {
    headers: { 'X-Runlens': '1', Origin: baseURL ?? '' },
    data: {
      id: RUN,
      object: 'thread.run',
      thread_id: THREAD,
      assistant_id: `asst_${'a'.repeat(120)}`,
      status: 'completed',
      created_at: CREATED,
      started_at: CREATED + 1,
      completed_at: CREATED + 9,
      model: `model-${'m'.repeat(150)}`,
    },
  });
  expect(sent.status(), await sent.text()).toBe(201);
  for (const width of [1440, 1024, 390]) {
    await page.setViewportSize({ width, height: 800 });
    await open(page, `/runs/file/${THREAD}.${RUN}`);
    for (const label of ['Model', 'Assistant', 'Steps'])
      await expect(page.locator('dt', { hasText: label }).first()).toBeInViewport({ ratio: 1 });
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(beyond, `${width} px`).toBeLessThanOrEqual(0);
  }
});
