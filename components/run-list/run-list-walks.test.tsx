import { act, screen, waitFor, within } from '@testing-library/react';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { followAddress } from '../ui/fake-navigation.ts';
import { type FakeRunsApi, installLayout, installRunsApi } from './fake-runs-api.ts';
import { showList } from './list-screen-fixture.tsx';

vi.mock('next/navigation', async () => (await import('../ui/fake-navigation.ts')).navigation);
vi.mock('next/link', async () => (await import('../ui/fake-link.tsx')).link);
beforeAll(followAddress);

let api: FakeRunsApi;

beforeEach(() => {
  window.history.replaceState(null, '', '/runs');
  installLayout();
  api = installRunsApi();
});

/** The title and what stands beside it; what an earlier test had spoken may still be elsewhere. */
const titled = () => screen.getByRole('heading', { level: 1 }).parentElement;

test('while the first reading finds nothing yet, no count is claimed', async () => {
  api.walk = { state: 'walking' };
  api.runs = [];
  showList();
  await screen.findByRole('button', { name: /^Stop/ });
  expect(titled()).not.toHaveTextContent('0 runs');
  api.walk = { state: 'done' };
  await waitFor(() => expect(titled()).toHaveTextContent('0 runs'));
});

test('while it is not known whether a source is being read, no count is claimed', async () => {
  api.runs = [];
  api.walk = { state: 'walking' };
  const { fetch } = globalThis;
  let tell = () => {};
  const told = new Promise<void>((resolve) => (tell = resolve));
  globalThis.fetch = async (...call) => {
    const answer = await fetch(...call);
    const [asked] = call;
    if (typeof asked === 'string' && asked.includes('/api/sources')) await told;
    return answer;
  };
  showList();
  await waitFor(() => expect(api.calls.some((call) => call.path === '/api/runs')).toBe(true));
  await act(async () => await new Promise((resolve) => setTimeout(resolve, 50)));
  expect(titled()).not.toHaveTextContent('0 runs');
  tell();
  await screen.findByRole('button', { name: /^Stop/ });
  expect(titled()).not.toHaveTextContent('0 runs');
});

test('where no source could be read, the list does not pass for an empty one', async () => {
  api.runs = [];
  api.walk = { state: 'failed', message: 'It did not accept the key.' };
  showList();
  expect(await screen.findByRole('heading', { name: 'The runs could not be loaded' })).toBeInTheDocument();
  expect(screen.queryByText('No runs yet')).toBeNull();
});

test('while the first reading finds nothing yet, no failure is denied', async () => {
  api.walk = { state: 'walking' };
  api.runs = [];
  window.history.replaceState(null, '', '/runs?group=failure');
  showList();
  await screen.findByRole('button', { name: /^Stop/ });
  await waitFor(() => expect(api.calls.some((call) => call.path === '/api/runs/groups')).toBe(true));
  await act(async () => await new Promise((resolve) => setTimeout(resolve, 50)));
  expect(screen.queryByText('No run has failed')).toBeNull();
  expect(screen.getByText('Loading groups')).toBeInTheDocument();
  api.walk = { state: 'done' };
  expect(await screen.findByText('No run has failed')).toBeInTheDocument();
});

test.each(['/runs?source=nowhere', '/runs?source=nowhere&group=thread'])(
  'at %s it is told that there is no such source, and the filter can be cleared',
  async (address) => {
    api.walk = { state: 'walking' };
    api.missing = 'No source with the ID nowhere is configured here. There is one source: sample (Sample).';
    window.history.replaceState(null, '', address);
    const user = showList();
    const title = await screen.findByRole('heading', { name: 'There are no such runs' });
    const state = within(title.parentElement ?? title);
    expect(screen.getByText(api.missing)).toBeInTheDocument();
    expect(screen.getByText('No run to show over time.')).toBeInTheDocument();
    // What is not there is not asked for again and again, although a source is being walked.
    const asked = api.calls.filter((call) => call.path === '/api/runs').length;
    await act(async () => await new Promise((resolve) => setTimeout(resolve, 1000)));
    expect(api.calls.filter((call) => call.path === '/api/runs')).toHaveLength(asked);
    api.missing = null;
    await user.click(state.getByRole('button', { name: 'Clear filters' }));
    await waitFor(() => expect(screen.queryByText('There are no such runs')).toBeNull());
    expect(window.location.search).not.toContain('source');
  },
);
