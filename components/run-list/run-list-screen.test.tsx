import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { OFF, setTransport } from '#lib/client/live-state.ts';
import { onOmniboxWanted } from '#lib/client/omnibox-signal.ts';
import { followAddress } from '../ui/fake-navigation.ts';
import { type FakeRunsApi, installLayout, installRunsApi } from './fake-runs-api.ts';
import { showList } from './list-screen-fixture.tsx';
import { sampleRun } from './sample-run.ts';

vi.mock('next/navigation', async () => (await import('../ui/fake-navigation.ts')).navigation);
vi.mock('next/link', async () => (await import('../ui/fake-link.tsx')).link);
beforeAll(followAddress);

let api: FakeRunsApi;

beforeEach(() => {
  window.history.replaceState(null, '', '/runs');
  installLayout();
  api = installRunsApi();
});

/** The button of a filter; the column heads have buttons of the same names. */
function chip(name: RegExp): HTMLElement {
  return within(screen.getByRole('group', { name: 'Filters' })).getByRole('button', { name });
}

/** What the browser does for a button with `popovertarget`. */
function toggleMenu(name: RegExp, newState: 'open' | 'closed'): HTMLElement {
  const menu = document.getElementById(chip(name).getAttribute('popovertarget') ?? '');
  if (!menu) throw new Error('no menu');
  menu.style.display = newState === 'open' ? 'block' : 'none';
  fireEvent(menu, Object.assign(new Event('toggle'), { newState }));
  return menu;
}

const openMenu = (name: RegExp) => within(toggleMenu(name, 'open'));
const rows = () => screen.findAllByRole('row').then((all) => all.slice(1));
const listCalls = () => api.calls.filter((call) => call.path === '/api/runs' && call.query.get('limit') === '50');

test('every run is a row with a link to it; the summary fills the rest', async () => {
  showList();
  expect(await rows()).toHaveLength(3);
  expect(screen.getByRole('grid', { name: 'Runs' })).toHaveAttribute('aria-rowcount', '4');
  expect(screen.getByRole('link', { name: /run_firs/ })).toHaveAttribute(
    'href',
    '/runs/sample/thread_1.run_first0000001',
  );
  expect(await screen.findByText('Asked in thread_1.run_first0000001')).toBeInTheDocument();
  const second = screen.getByRole('row', { name: /run_seco/ });
  expect(within(second).getByText('server_error')).toBeInTheDocument();
  expect(within(second).getByText('Failed')).toBeInTheDocument();
  expect(screen.getByText('1 failed')).toBeInTheDocument();
  expect(within(second).getByTitle(/No prices/)).toHaveTextContent('–');
});

test('a column head sorts: address, request and aria-sort follow, and a second press turns it round', async () => {
  const user = showList();
  await rows();
  const head = screen.getByRole('columnheader', { name: 'Tokens' });
  expect(screen.getByRole('columnheader', { name: 'Started' })).toHaveAttribute('aria-sort', 'descending');
  await user.click(within(head).getByRole('button'));
  await address('?sort=-tokens');
  await waitFor(() => expect(listCalls().at(-1)?.query.get('sort')).toBe('-tokens'));
  expect(head).toHaveAttribute('aria-sort', 'descending');
  await user.click(within(head).getByRole('button'));
  await address('?sort=tokens');
  const first = screen.getByRole('columnheader', { name: 'First user message' });
  expect(within(first).queryByRole('button')).toBeNull();
});

test('the status menu filters, the chip shows it, and its cross and Backspace take it away', async () => {
  const user = showList();
  await rows();
  await user.click(await openMenu(/^Status/).findByRole('checkbox', { name: /^Failed/ }));
  await address('?status=failed');
  await waitFor(async () => expect(await rows()).toHaveLength(1));
  await user.click(await openMenu(/^Status/).findByRole('checkbox', { name: /^Expired/ }));
  await address('?status=failed,expired');
  expect(chip(/^Status/)).toHaveTextContent('Failed, Expired');
  toggleMenu(/^Status/, 'closed');
  chip(/^Status/).focus();
  await user.keyboard('{Backspace}');
  await address('');
});

test('menus offer what the server counted, and the time filter its presets', async () => {
  const user = showList();
  await rows();
  const models = await openMenu(/^Model/).findAllByRole('checkbox');
  expect(models.map((box) => box.closest('label')?.textContent)).toEqual(['gpt-4.12', 'o4-mini1']);
  const statuses = await openMenu(/^Status/).findAllByRole('checkbox');
  expect(statuses[0]?.closest('label')).toHaveTextContent('Failed1');
  expect(
    openMenu(/^Status/)
      .getByRole('checkbox', { name: /^Queued/ })
      .closest('label'),
  ).toHaveTextContent('Queued0');
  await user.click(openMenu(/^Time/).getByRole('radio', { name: 'Last 24 h' }));
  await address('?from=24h');
});

test('a total that would take too long is said in words', async () => {
  api.many = true;
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      observe() {}
      disconnect() {}
    },
  );
  showList();
  expect(await screen.findByText(/^Too many runs to count at once/)).toBeInTheDocument();
});

test('words filter after a pause in typing, and a filter that matches nothing can be cleared', async () => {
  const user = showList();
  await rows();
  await user.keyboard('/');
  expect(screen.getByRole('searchbox', { name: 'Filter runs' })).toHaveFocus();
  await user.keyboard('nowhere');
  await screen.findByText('No runs with “nowhere”');
  expect(await screen.findByText('Without filters there are 3 runs.')).toBeInTheDocument();
  expect(listCalls().at(-1)?.query.get('q')).toBe('nowhere');
  expect(listCalls().length).toBeLessThan('nowhere'.length);
  await user.click(screen.getAllByRole('button', { name: 'Clear filters' })[0] as HTMLElement);
  expect(await rows()).toHaveLength(3);
  expect(screen.getByRole('searchbox', { name: 'Filter runs' })).toHaveValue('');
});

/** Gives what tells the page that the end of its list comes into view. */
function stubNearness(): () => void {
  let tellAll = () => {};
  class Observer {
    constructor(tell: (entries: { isIntersecting: boolean }[]) => void) {
      tellAll = () => tell([{ isIntersecting: true }]);
    }
    observe() {}
    disconnect() {}
  }
  vi.stubGlobal('IntersectionObserver', Observer);
  return () => tellAll();
}

test('a search that found nothing yet goes on before it says so', async () => {
  const near = stubNearness();
  api.many = true;
  window.history.replaceState(null, '', '/runs?q=nowhere');
  showList();
  await waitFor(() => expect(listCalls()).toHaveLength(1));
  expect(screen.queryByText('No runs with “nowhere”')).toBeNull();
  api.many = false;
  await waitFor(() => {
    near();
    expect(listCalls().at(-1)?.query.get('cursor')).toBe('more');
  });
  expect(await screen.findByText('No runs with “nowhere”')).toBeInTheDocument();
});

test('while the next page is read, rows to come stand below those that are there', async () => {
  const near = stubNearness();
  api.many = true;
  showList();
  expect(await rows()).toHaveLength(3);
  expect(screen.queryByText('Loading runs')).toBeNull();
  const answer = globalThis.fetch;
  const held = Promise.withResolvers<void>();
  globalThis.fetch = async (...asked) => {
    await held.promise;
    return answer(...asked);
  };
  near();
  expect(await screen.findByText('Loading runs')).toBeInTheDocument();
  expect(await rows()).toHaveLength(3);
  api.many = false;
  held.resolve();
  await waitFor(() => expect(screen.queryByText('Loading runs')).toBeNull());
});

test('J and K move one stop for Tab from row to row, and Enter opens', async () => {
  const user = showList();
  const all = await rows();
  const opened = vi.fn((event: Event) => event.preventDefault());
  screen.getByRole('link', { name: /run_seco/ }).addEventListener('click', opened);
  await user.keyboard('j');
  expect(all[0]).toHaveFocus();
  await user.keyboard('jj');
  expect(all[2]).toHaveFocus();
  await user.keyboard('k');
  expect(all[1]).toHaveFocus();
  expect(all.map((row) => row.tabIndex)).toEqual([-1, 0, -1]);
  await user.keyboard('{Enter}');
  expect(opened).toHaveBeenCalledOnce();
});

test('keys are text while a field has the focus', async () => {
  const user = showList();
  await rows();
  await user.click(screen.getByRole('searchbox', { name: 'Filter runs' }));
  await user.keyboard('jk');
  expect(screen.getByRole('searchbox', { name: 'Filter runs' })).toHaveValue('jk');
});

test('an error says what was answered and can be tried again', async () => {
  api.failing = true;
  const user = showList();
  expect(await screen.findByText('It broke.')).toBeInTheDocument();
  expect(screen.getByText('request req_9')).toBeInTheDocument();
  api.failing = false;
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await rows()).toHaveLength(3);
});

test('a source that cannot list is explained, with a way to open a thread by ID', async () => {
  api.runs = [];
  api.walk = { state: 'cannot_list' };
  const wanted = vi.fn();
  const forget = onOmniboxWanted(wanted);
  const user = showList();
  await notice('Sample cannot list its threads; open a thread by ID.');
  await user.click(screen.getByRole('button', { name: 'Open a thread' }));
  expect(wanted).toHaveBeenCalledOnce();
  forget();
});

test('a filter that no known run passes is answered while a source is still being read', async () => {
  api.walk = { state: 'walking' };
  history.replaceState(null, '', '/runs?q=nothing_of_the_kind');
  showList();
  await screen.findByText('No runs with “nothing_of_the_kind”');
  expect(document.body.textContent).toContain('Threads are still being read');
});

test('a walk shows how far it is and can be stopped', async () => {
  api.walk = { state: 'walking' };
  const user = showList();
  await notice('Reading threads of Sample: 12 threads, 40 runs');
  api.walk = { state: 'stopped' };
  await user.click(screen.getByRole('button', { name: 'Stop' }));
  const stop = api.calls.find((call) => call.method === 'DELETE');
  expect(stop?.path).toBe('/api/sources/sample/walk');
  expect(stop?.headers.get('x-runlens')).toBe('1');
  expect(stop?.headers.get('content-type')).toBe('application/json');
  expect(await screen.findByRole('button', { name: 'Read again' })).toBeInTheDocument();
});

test('live reading stops after five failures, keeps the rows, and goes on after Try again', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  api.runs[0] = sampleRun({ ...api.runs[0], status: 'in_progress' });
  showList();
  await rows();
  api.failing = true;
  const pass = async (seconds: number) => {
    for (let i = 0; i < seconds; i++) await act(() => vi.advanceTimersByTimeAsync(1000));
  };
  await pass(17);
  expect(screen.getByText('Live updates stopped.')).toBeInTheDocument();
  const asked = listCalls().length;
  await pass(20);
  expect(listCalls()).toHaveLength(asked);
  expect(await rows()).toHaveLength(3);
  api.failing = false;
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await pass(8);
  expect(screen.queryByText('Live updates stopped.')).toBeNull();
  expect(listCalls().length).toBeGreaterThan(asked + 1);
  vi.useRealTimers();
});

async function notice(text: string): Promise<void> {
  await waitFor(() =>
    expect(
      screen
        .getAllByRole('note')
        .map((each) => each.textContent)
        .join('\n'),
    ).toContain(text),
  );
}

/** The address follows a moment after the screen. */
async function address(search: string): Promise<void> {
  await waitFor(() => expect(window.location.search).toBe(search));
}

test('while the server is not heard the rows stay, and the page says from when they are', async () => {
  showList();
  expect(await rows()).toHaveLength(3);
  act(() => setTransport({ mode: 'unreachable', why: null, since: 0, runs: [] }));
  expect(screen.getByText('Live updates paused.').parentElement).toHaveTextContent(
    /Showing data from \d\d:\d\d:\d\d\. .*tried again/,
  );
  expect(await rows()).toHaveLength(3);
  act(() => setTransport(OFF));
  expect(screen.queryByText('Live updates paused.')).toBeNull();
});
