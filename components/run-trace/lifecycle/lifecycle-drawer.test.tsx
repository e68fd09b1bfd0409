import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { aStep, codeCall } from '#lib/domain/domain-fixtures.ts';
import { NO_STATUS } from '#lib/domain/run.ts';
import { ms } from '#lib/domain/time.ts';
import { giveSize, type Scene, showTimeline, START, three } from '../screen-fixture.tsx';

vi.mock('next/navigation', async () => (await import('../../ui/fake-navigation.ts')).navigation);
beforeAll(giveSize);
afterEach(() => {
  window.localStorage.clear();
  vi.unstubAllGlobals();
});

const lastError = { code: 'server_error', message: 'Sorry.', extra: {} };
const failed = aStep({
  id: 'z',
  status: 'failed',
  calls: [codeCall('x')],
  createdAt: ms(START + 5000),
  failedAt: ms(START + 6000),
  lastError,
});
const run: Scene['run'] = {
  status: 'failed',
  failedAt: ms(START + 6000),
  completedAt: null,
  lastError,
  instructions: { text: 'Be <b>brief</b>.' },
  tools: [{ type: 'function', function: { name: 'get_labels' } }],
  temperature: 0.2,
  metadata: { team: 'churn' },
};

const tab = (name: RegExp) => screen.getByRole('tab', { name });
const panelOf = (name: RegExp) => document.getElementById(tab(name).getAttribute('aria-controls') ?? '') as HTMLElement;

const open = (options: Scene = {}) => showTimeline([...three(), failed], { run, ...options });

test('of a run of which only steps are known, their events are listed at once', async () => {
  const pieces = { status: NO_STATUS, createdAt: null, startedAt: null, completedAt: null };
  await showTimeline([aStep({ id: 'a', createdAt: ms(START), completedAt: ms(START + 1000) })], { run: pieces });
  expect(screen.queryByRole('tab', { name: /^Lifecycle/ })).toBeNull();
  expect(within(panelOf(/^All events/)).getAllByRole('listitem').length).toBeGreaterThan(0);
});

test('lists what happened, errors in red, and selects the step of an event', async () => {
  const user = userEvent.setup();
  await open();
  expect(tab(/^Lifecycle/)).toHaveAttribute('aria-selected', 'true');
  const panel = panelOf(/^Lifecycle/);
  expect(
    within(panel)
      .getAllByRole('listitem')
      .map((item) => item.textContent),
  ).toEqual([
    '0Created',
    'after ≈\u202f2\u202fsOutputs requested1 tool call',
    'by ≈\u202f3\u202fsOutputs submitted1 tool call',
    '≈\u202f6\u202fsFailedserver_error',
  ]);
  expect(within(panel).getByText('Failed')).toHaveClass('text-fail');
  await user.click(within(panel).getByRole('button', { name: /Outputs requested/ }));
  await waitFor(() => expect(window.location.search).toBe('?step=b'));
  await user.click(tab(/^All events/));
  expect(within(panel).getByRole('button', { name: /Step 4 failed/ })).toHaveTextContent('server_error');
  await waitFor(() => expect(window.location.search).toBe('?step=b&drawer=events'));
});

test('shows instructions, tools, parameters, metadata and ids as they are', async () => {
  const user = userEvent.setup();
  await open();
  const panel = panelOf(/^Lifecycle/);
  await user.click(tab(/^Instructions/));
  await waitFor(() => expect(panel).toHaveTextContent('Be <b>brief</b>.'), { timeout: 5000 });
  await user.click(tab(/^Tools 1/));
  expect(panel).toHaveTextContent('get_labels');
  await user.click(tab(/^Parameters 1/));
  expect(panel).toHaveTextContent('Temperature0.2');
  await user.click(tab(/^Metadata 1/));
  expect(panel).toHaveTextContent('teamchurn');
  await user.click(tab(/^IDs 5/));
  expect(panel).toHaveTextContent('thread_a.run_a');
});

test('opens at the linked tab, folds, and remembers that', async () => {
  const user = userEvent.setup();
  await open({ query: '?drawer=parameters' });
  await waitFor(() => expect(panelOf(/^Parameters/)).toHaveTextContent('Temperature'));
  await user.click(screen.getByRole('button', { name: 'Fold' }));
  expect(screen.getByRole('button', { name: 'Unfold' })).toHaveAttribute('aria-expanded', 'false');
  await waitFor(() => expect(window.location.search).toBe(''));
  expect(window.localStorage.getItem('runlens-drawer')).toBe('folded');
});

test('starts folded in a low window; a tab unfolds it', async () => {
  const user = userEvent.setup();
  const low = (query: string) => ({
    matches: query.includes('height'),
    addEventListener: () => {},
    removeEventListener: () => {},
  });
  vi.stubGlobal('matchMedia', low);
  await open();
  expect(screen.getByRole('button', { name: 'Unfold' })).toBeVisible();
  expect(screen.queryByText('Created')).toBeNull();
  await user.click(tab(/^Lifecycle/));
  expect(screen.getByText('Created')).toBeVisible();
  expect(window.localStorage.getItem('runlens-drawer')).toBe('open');
});

test('counts nothing while steps are being read', async () => {
  await open({ next: 'z', answers: () => new Promise(() => {}) });
  expect(tab(/^Lifecycle/)).toHaveAccessibleName('Lifecycle');
  expect(screen.getByLabelText('Steps are still being read')).toBeInTheDocument();
});

test('names files and where they occur', async () => {
  const user = userEvent.setup();
  const chart = { ...codeCall('x'), outputs: [{ type: 'image', fileId: 'file-png' }] } as ReturnType<typeof codeCall>;
  await showTimeline([aStep({ id: 'c', calls: [chart] })], {
    answers: (path) =>
      path === '/files/file-png'
        ? new Response('', { headers: { 'content-disposition': "inline; filename*=UTF-8''chart.png" } })
        : null,
  });
  await user.click(tab(/^Files 1/));
  const panel = panelOf(/^Files/);
  await waitFor(() =>
    expect(within(panel).getByRole('link', { name: 'chart.png' })).toHaveAttribute('download', 'chart.png'),
  );
  await user.click(within(panel).getByRole('button', { name: 'made in step 1' }));
  await waitFor(() => expect(window.location.search).toContain('step=c'));
});
