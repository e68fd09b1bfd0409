import { cleanup, screen, waitFor, within } from '@testing-library/react';
import type { ReactNode } from 'react';
import { beforeEach, expect, test, vi } from 'vitest';
import { installLayout, installRunsApi } from './fake-runs-api.ts';
import { showList } from './list-screen-fixture.tsx';

vi.mock('next/navigation', () => ({ usePathname: () => '/runs', useSearchParams: () => new URLSearchParams() }));
vi.mock('next/link', () => ({
  default: ({ href, children }: { href: string; children: ReactNode }) => <a href={href}>{children}</a>,
  useLinkStatus: () => ({ pending: false }),
}));

const saved: { name: string; file: Blob }[] = [];
/** What `POST /api/exports` answers, and what it was asked. */
let answer: (signal: AbortSignal) => Response;
let asked: { body: unknown; headers: Headers }[] = [];

beforeEach(() => {
  window.history.replaceState(null, '', '/runs');
  installLayout();
  installRunsApi();
  const { fetch: lists } = globalThis;
  asked = [];
  saved.length = 0;
  globalThis.fetch = async (address, init = {}) => {
    if (address !== '/api/exports') return lists(address, init);
    asked.push({
      body: JSON.parse(typeof init.body === 'string' ? init.body : ''),
      headers: new Headers(init.headers),
    });
    return answer(init.signal ?? new AbortController().signal);
  };
  let latest = new Blob();
  URL.createObjectURL = (file) => {
    latest = file as Blob;
    return 'blob:file';
  };
  URL.revokeObjectURL = () => {};
  HTMLAnchorElement.prototype.click = function click() {
    saved.push({ name: this.download, file: latest });
  };
});

async function show() {
  const user = showList();
  await screen.findAllByRole('link', { name: /run_/ });
  return user;
}

const selected = () =>
  screen
    .getAllByRole('row')
    .filter((row) => row.getAttribute('aria-selected') === 'true')
    .map((row) => within(row).getByRole('link').textContent);
const [FIRST, SECOND, THIRD] = ['run_firs…0001', 'run_seco…0002', 'run_thir…0003'];

/** Opens the bar's menu, which the browser does by itself, and chooses from it. */
async function choose(user: Awaited<ReturnType<typeof show>>, item: RegExp) {
  const button = await screen.findByRole('button', { name: /^Export \d/ });
  const menu = document.getElementById(button.getAttribute('popovertarget') ?? '');
  if (!menu) throw new Error('no menu');
  menu.style.display = 'block';
  menu.dispatchEvent(Object.assign(new Event('toggle'), { newState: 'open' }));
  await user.click(await screen.findByRole('menuitem', { name: item }));
}

test('boxes, X, Space and Shift select rows; the box of the head all or none; Escape clears', async () => {
  const user = await show();
  expect(screen.getByRole('grid')).toHaveAttribute('aria-multiselectable', 'true');
  expect(screen.queryByRole('toolbar', { name: 'Selection' })).toBeNull();
  await user.click(screen.getByRole('checkbox', { name: 'Select run_firs…0001' }));
  expect(selected()).toEqual([FIRST]);
  expect(await screen.findByText('1 run selected')).toBeInTheDocument();
  await user.keyboard('jjj');
  await user.keyboard('x');
  expect(selected()).toEqual([FIRST, THIRD]);
  await user.keyboard('k ');
  expect(selected()).toEqual([FIRST, SECOND, THIRD]);
  const all = screen.getByRole('checkbox', { name: 'Select all runs in the list' });
  expect(all).toBeChecked();
  await user.click(all);
  expect(selected()).toEqual([]);
  await user.click(screen.getByRole('checkbox', { name: 'Select run_firs…0001' }));
  expect(all).not.toBeChecked();
  expect(all).toHaveProperty('indeterminate', true);
  await user.keyboard('{Shift>}');
  await user.click(screen.getByRole('checkbox', { name: 'Select run_thir…0003' }));
  await user.keyboard('{/Shift}');
  expect(selected()).toEqual([FIRST, SECOND, THIRD]);
  await user.keyboard('{Escape}');
  expect(selected()).toEqual([]);
  expect(screen.queryByRole('toolbar', { name: 'Selection' })).toBeNull();
});

test('what is selected is there again after a reload, and what was cleared is not', async () => {
  const user = await show();
  await user.click(screen.getByRole('checkbox', { name: 'Select run_firs…0001' }));
  await user.click(screen.getByRole('checkbox', { name: 'Select run_thir…0003' }));
  await waitFor(() => expect(history.state).toMatchObject({ selected: { length: 2 } }));
  cleanup();
  const again = await show();
  expect(selected()).toEqual([FIRST, THIRD]);
  // The router writes the address anew when something is filtered.
  window.history.replaceState(null, '', '/runs');
  await again.click(screen.getByRole('checkbox', { name: 'Select run_thir…0003' }));
  await waitFor(() => expect(history.state).toMatchObject({ selected: { length: 1 } }));
  await again.keyboard('{Escape}');
  await waitFor(() => expect((history.state as { selected?: unknown }).selected).toBeUndefined());
});

test.each([['a', 1, null], 'a', { length: 1 }])(
  'what the history keeps of something else (%j) selects nothing odd',
  async (kept) => {
    window.history.replaceState({ selected: kept }, '', '/runs');
    await show();
    expect(selected()).toEqual([]);
  },
);

test('the selected runs are saved as one file under the name that the server gives', async () => {
  answer = () =>
    new Response('{"runlens":1}', {
      headers: { 'content-disposition': `attachment; filename="2-runs.runlens.json"; filename*=UTF-8''x` },
    });
  const user = await show();
  await user.click(screen.getByRole('checkbox', { name: 'Select run_firs…0001' }));
  await user.click(screen.getByRole('checkbox', { name: 'Select run_thir…0003' }));
  await choose(user, /^JSON bundle/);
  await waitFor(() => expect(saved).toHaveLength(1));
  expect(saved[0]?.name).toBe('2-runs.runlens.json');
  expect(saved[0]?.file.size).toBe(13);
  expect(asked[0]?.body).toEqual({
    runs: [
      { source: 'sample', key: 'thread_1.run_first0000001' },
      { source: 'sample', key: 'thread_1.run_third0000003' },
    ],
    format: 'json',
  });
  expect(asked[0]?.headers.get('x-runlens')).toBe('1');
  expect(await screen.findByText('2 runs selected')).toBeInTheDocument();
});

test('a long export shows what was received, and is cancelled without a file', async () => {
  let stopped = false;
  answer = (signal) =>
    new Response(
      new ReadableStream({
        start(controller) {
          controller.enqueue(new Uint8Array(2048));
          signal.addEventListener('abort', () => {
            stopped = true;
            controller.error(signal.reason);
          });
        },
      }),
    );
  const user = await show();
  await user.click(screen.getByRole('checkbox', { name: 'Select run_firs…0001' }));
  await choose(user, /^Markdown/);
  expect(await screen.findByText('2 KB')).toBeInTheDocument();
  expect(screen.getByRole('progressbar', { name: 'Exporting 1 run' })).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(await screen.findByText('1 run selected')).toBeInTheDocument();
  expect([stopped, saved.length]).toEqual([true, 0]);
});

test('one that breaks off saves nothing, says so and can be tried again', async () => {
  answer = () =>
    new Response(
      new ReadableStream({
        pull(controller) {
          controller.error(new Error('cut'));
        },
      }),
    );
  const user = await show();
  await user.click(screen.getByRole('checkbox', { name: 'Select run_firs…0001' }));
  await choose(user, /^JSON Lines/);
  expect(await screen.findByRole('alert')).toHaveTextContent('The export broke off before its end');
  expect(saved).toEqual([]);
  answer = () => new Response('{}\n');
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(saved.map(({ name }) => name)).toEqual(['1-runs.jsonl']));
  expect(asked.map(({ body }) => (body as { format: string }).format)).toEqual(['jsonl', 'jsonl']);
});
