import { expect, test } from './fixtures.ts';
import { open } from './pages.ts';

const IMPORTS = '/api/imports';
const CREATED = 1_795_000_000;
const RUN = `run_${'l'.repeat(120)}`;
const THREAD = `thread_${'t'.repeat(118)}`;

test('a model, an assistant and ids of any length leave room for everything beside them', async ({
  page,
  request,
  baseURL,
}) => {
  const sent = await request.post(IMPORTS, {
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

test('the name of a tool, however long, covers nothing of a group of failures', async ({ page, request, baseURL }) => {
  const ended = { status: 'failed', created_at: CREATED, last_error: { code: 'server_error', message: 'Sorry' } };
  const ids = { run_id: 'run_long', thread_id: 'thread_long' };
  const name = 'a_name_without_end_'.repeat(20);
  const sent = await request.post(IMPORTS, {
    headers: { 'X-Runlens': '1', Origin: baseURL ?? '' },
    data: {
      object: 'list',
      data: [
        { object: 'thread.run', id: ids.run_id, thread_id: ids.thread_id, ...ended, failed_at: CREATED + 9 },
        {
          object: 'thread.run.step',
          id: 'step_long',
          ...ids,
          ...ended,
          failed_at: CREATED + 9,
          type: 'tool_calls',
          step_details: {
            type: 'tool_calls',
            tool_calls: [{ id: 'call_long', type: 'function', function: { name, arguments: '{}' } }],
          },
        },
      ],
    },
  });
  expect(sent.status(), await sent.text()).toBe(201);
  await page.setViewportSize({ width: 1440, height: 800 });
  await open(page, '/failures?source=file');
  const row = page.getByRole('row').filter({ hasText: 'a_name_without_end_' });
  const [title, tool, count] = await Promise.all([
    row.getByRole('link').first().boundingBox(),
    row.getByTitle(name).boundingBox(),
    row.getByRole('gridcell').nth(1).boundingBox(),
  ]);
  expect(title?.width).toBeGreaterThan(20);
  expect((tool?.x ?? 0) + (tool?.width ?? 0)).toBeLessThanOrEqual(count?.x ?? 0);
});

test('a model, however long, leaves the assistant of a conversation its name', async ({ page, request, baseURL }) => {
  const ids = { run_id: 'run_model', thread_id: 'thread_model' };
  const sent = await request.post(IMPORTS, {
    headers: { 'X-Runlens': '1', Origin: baseURL ?? '' },
    data: {
      object: 'list',
      data: [
        {
          object: 'thread.run',
          id: ids.run_id,
          thread_id: ids.thread_id,
          status: 'completed',
          created_at: CREATED,
          completed_at: CREATED + 9,
          model: `model-${'m'.repeat(150)}`,
        },
        {
          object: 'thread.run.step',
          id: 'step_model',
          ...ids,
          status: 'completed',
          created_at: CREATED + 1,
          completed_at: CREATED + 9,
          type: 'message_creation',
          step_details: { type: 'message_creation', message_creation: { message_id: 'msg_model' } },
        },
      ],
    },
  });
  expect(sent.status(), await sent.text()).toBe(201);
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 800 });
    await open(page, `/runs/file/${ids.thread_id}.${ids.run_id}?view=conversation`);
    const name = page.getByRole('heading', { name: /^Assistant/ }).locator('span', { hasText: /^Assistant$/ });
    const cut = await name.evaluate((element) => element.scrollWidth - element.clientWidth);
    expect(cut, `${width} px`).toBeLessThanOrEqual(0);
  }
});
