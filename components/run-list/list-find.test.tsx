import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { showAllColumns } from '#lib/client/hidden-columns.ts';
import { deleteView } from '#lib/client/saved-views.ts';
import type { RunGroup } from '#lib/domain/run-group.ts';
import { followAddress } from '../ui/fake-navigation.ts';
import { useCommandList } from '../commands/commands.tsx';
import { type FakeRunsApi, installLayout, installRunsApi } from './fake-runs-api.ts';
import { showList } from './list-screen-fixture.tsx';
import { sampleRun } from './sample-run.ts';

vi.mock('next/navigation', async () => (await import('../ui/fake-navigation.ts')).navigation);
vi.mock('next/link', async () => (await import('../ui/fake-link.tsx')).link);
beforeAll(followAddress);

let api: FakeRunsApi;

beforeEach(() => {
  act(() => {
    showAllColumns();
    deleteView('Broken');
  });
  localStorage.clear();
  installLayout();
  api = installRunsApi();
});

function Palette() {
  return (
    <output>
      {useCommandList()
        .map((command) => command.does)
        .join(', ')}
    </output>
  );
}

function show(address = '/runs', page: 'runs' | 'failures' = 'runs') {
  window.history.replaceState(null, '', address);
  return showList({ page, beside: <Palette /> });
}

/** Opens the menu of a button, as the browser does for `popovertarget`. */
async function menu(name: RegExp) {
  const button = await screen.findByRole('button', { name });
  const box = document.getElementById(button.getAttribute('popovertarget') ?? '') as HTMLElement;
  box.style.display = 'block';
  box.hidePopover = () => {};
  fireEvent(box, Object.assign(new Event('toggle'), { newState: 'open' }));
  return within(box);
}

const group = (more: Partial<RunGroup>): RunGroup => ({
  id: 'f00d',
  title: 'Rate limit reached for …',
  source: 'sample',
  count: 4,
  whole: true,
  failed: 3,
  firstSeen: 1000,
  lastSeen: 2000,
  newest: {
    ...sampleRun({ id: 'run_newest000001', status: 'failed' }),
    summary: null,
    goneAt: null,
    piecesOnly: false,
  },
  code: 'rate_limit_exceeded',
  tool: 'code_interpreter',
  stepId: 'step_7',
  ...more,
});

test('a range drawn on the histogram by keys is the time of the list', async () => {
  const user = show();
  const start = await screen.findByRole('slider', { name: 'Start of the time range' });
  start.focus();
  await user.keyboard('{ArrowRight}');
  await waitFor(() => expect(window.location.search).toBe('?from=1970-01-01T00:00Z'));
  const asked = api.calls.findLast((call) => call.path === '/api/runs' && call.query.get('limit') === '50');
  expect(asked?.query.get('from')).toBe('1970-01-01T00:00Z');
});

test('too many runs for a histogram are said in its place', async () => {
  api.buckets = null;
  show();
  expect(await screen.findByText(/Too many runs to count over time/)).toBeInTheDocument();
  expect(screen.queryByRole('slider')).toBeNull();
});

test('failures stand in groups: one leads to its runs, its newest run to the step that failed', async () => {
  api.groups = [group({})];
  show('/runs?group=failure&model=gpt-4.1');
  const row = await screen.findByRole('row', { name: /Rate limit reached/ });
  expect(screen.getByRole('grid', { name: 'Failures' })).toHaveAttribute('aria-rowcount', '2');
  expect(within(row).getByRole('link', { name: /Rate limit/ })).toHaveAttribute(
    'href',
    '/runs?model=gpt-4.1&fingerprint=f00d',
  );
  expect(within(row).getByRole('link', { name: /run_newe/ })).toHaveAttribute(
    'href',
    '/runs/sample/thread_1.run_newest000001?step=step_7',
  );
  expect(api.calls.find((call) => call.path === '/api/runs/groups')?.query.get('by')).toBe('failure');
  expect(api.calls.some((call) => call.path === '/api/runs')).toBe(false);
});

test('threads stand in groups by the switch, and the failures page keeps its address free of it', async () => {
  api.groups = [group({ id: 'thread_9', title: 'Which segments drove it?', code: null })];
  const user = show();
  await user.click(await screen.findByRole('button', { name: 'By thread' }));
  expect(await screen.findByRole('link', { name: /Which segments/ })).toHaveAttribute(
    'href',
    '/runs?source=sample&thread=thread_9',
  );
  await waitFor(() => expect(window.location.search).toBe('?group=thread'));
});

test('the failures page is the list by failure under a name of its own', async () => {
  show('/failures', 'failures');
  expect(await screen.findByRole('heading', { name: 'Failures' })).toBeInTheDocument();
  expect(await screen.findByText(/Failures that are alike stand here together/)).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'By thread' })).toBeNull();
});

test('a view is saved under a name, shown by the menu, and offered to the palette', async () => {
  const user = show('/runs?status=failed&sort=-duration');
  const views = await menu(/^Views/);
  await user.type(await views.findByRole('textbox', { name: 'Name of a new view' }), 'Broken');
  await user.click(views.getByRole('button', { name: 'Save view' }));
  expect(views.getByRole('button', { name: 'Broken' })).toHaveAttribute('aria-current', 'true');
  await user.click(views.getByRole('button', { name: 'All runs' }));
  await waitFor(() => expect(window.location.search).toBe(''));
  await waitFor(() => expect(document.querySelector('output')).toHaveTextContent('Show the view Broken'));
  await user.click((await menu(/^Views/)).getByRole('button', { name: 'Broken' }));
  await waitFor(() => expect(window.location.search).toBe('?status=failed&sort=-duration'));
});

test('a column that is not wanted goes, on this browser', async () => {
  const user = show();
  await screen.findByRole('columnheader', { name: 'Model' });
  const columns = await menu(/^Columns/);
  await user.click(await columns.findByRole('checkbox', { name: /^Model/ }));
  expect(screen.queryByRole('columnheader', { name: 'Model' })).toBeNull();
  expect(localStorage.getItem('runlens.hidden-columns')).toBe('["model"]');
  await user.click(columns.getByRole('button', { name: 'Show all' }));
  expect(screen.getByRole('columnheader', { name: 'Model' })).toBeInTheDocument();
});

test('pasted thread ids are sent, and what is no id is named', async () => {
  HTMLDialogElement.prototype.showModal = function showModal() {
    this.open = true;
  };
  api.walk = { state: 'cannot_list' };
  const user = show();
  await user.click(await screen.findByRole('button', { name: 'Paste thread IDs' }));
  const field = await screen.findByRole('textbox', { name: 'Thread IDs' });
  await user.click(field);
  await user.paste('thread_a, thread_b\nnot/an/id thread_a');
  expect(screen.getByText(/1 word left out, no ID/)).toHaveTextContent('not/an/id');
  await user.click(screen.getByRole('button', { name: 'Fetch 2 threads' }));
  await waitFor(() => expect(api.calls.find((call) => call.method === 'POST')?.path).toBe('/api/sources/sample/known'));
});
