import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { beforeEach, expect, test, vi } from 'vitest';
import { makeQueryClient } from '#lib/client/query-client.ts';
import type { AccessToken } from '#lib/domain/access.ts';
import type { AuditEntry } from '#lib/domain/audit.ts';
import { followAddress } from '../ui/fake-navigation.ts';
import { agentWords } from './access-words.ts';
import { AccountScreen } from './account-screen.tsx';
import { AuditScreen } from './audit-screen.tsx';
import { TokensScreen } from './tokens-screen.tsx';
import { UsersScreen } from './users-screen.tsx';

vi.mock('next/navigation', async () => (await import('../ui/fake-navigation.ts')).navigation);
vi.mock('next/link', async () => (await import('../ui/fake-link.tsx')).link);

const TOKEN = `rlt_${'a'.repeat(32)}`;
const kept: AccessToken = {
  id: 'id1',
  prefix: 'rlt_aaaa',
  name: 'nightly',
  role: 'viewer',
  owner: 'ada',
  via: 'password',
  createdAt: Date.now() - 5_000,
  expiresAt: null,
  usedAt: null,
};
/** What the server answers, by method and path without query; what it was asked, in order. */
let answers: Record<string, unknown>;
const asked: { what: string; query: string; body: unknown }[] = [];
const page = (items: unknown[], nextCursor: string | null = null) => ({ items, nextCursor, total: null });
const refusal = (message: string) => ({ error: { code: 'invalid_request', message, request_id: 'r' } });

beforeEach(() => {
  answers = { 'GET /api/tokens': page([]), 'GET /api/sessions': page([]), 'GET /api/audit': page([]) };
  asked.length = 0;
  window.history.replaceState(null, '', '/settings/audit');
  followAddress();
  class Observer {
    observe() {}
    disconnect() {}
  }
  Object.assign(globalThis, { IntersectionObserver: Observer });
  HTMLDialogElement.prototype.showModal = function shown() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function closed() {
    this.open = false;
  };
  vi.stubGlobal('fetch', async (path: string, init: { method?: string; body?: string } = {}) => {
    const url = new URL(path, 'http://localhost');
    const what = `${init.method ?? 'GET'} ${url.pathname}`;
    asked.push({ what, query: url.search, body: init.body ? JSON.parse(init.body) : null });
    const answer = answers[what];
    if (answer === null) return new Response(null, { status: 204 });
    const bad = typeof answer === 'object' && answer !== null && 'error' in answer;
    return Response.json(answer ?? refusal('not here'), { status: bad || answer === undefined ? 400 : 200 });
  });
});

function show(screenful: ReactNode) {
  render(<QueryClientProvider client={makeQueryClient()}>{screenful}</QueryClientProvider>);
  return userEvent.setup();
}

test('a token needs a name, is offered no role above one’s own, and is shown once', async () => {
  const user = show(<TokensScreen own="sharer" />);
  expect(await screen.findByRole('heading', { name: 'No access tokens' })).toBeInTheDocument();
  const make = screen.getByRole('button', { name: 'Make token' });
  await user.click(make);
  expect(screen.getByLabelText('What it is for')).toBeInvalid();
  expect(asked.filter(({ what }) => what.startsWith('POST'))).toEqual([]);
  const roles = within(screen.getByLabelText('Role')).getAllByRole('option');
  expect(roles.map((one) => one.textContent?.split(':')[0])).toEqual(['viewer', 'sharer']);

  answers['POST /api/tokens'] = { token: TOKEN, kept };
  answers['GET /api/tokens'] = page([kept]);
  await user.type(screen.getByLabelText('What it is for'), '  nightly ');
  await user.selectOptions(screen.getByLabelText('Expires'), 'never');
  await user.click(make);
  const made = await screen.findByRole('region', { name: 'New access token' });
  expect(made).toHaveFocus();
  expect(made).toHaveTextContent(TOKEN);
  expect(asked.find(({ what }) => what === 'POST /api/tokens')?.body).toEqual({
    name: 'nightly',
    role: 'viewer',
    expiresIn: null,
  });
  await user.click(screen.getByRole('button', { name: 'I have copied it' }));
  expect(screen.queryByText(TOKEN)).toBeNull();
  const row = await screen.findByRole('row', { name: /nightly rlt_aaaa… viewer/ });
  expect(within(row).getAllByRole('cell')).toHaveLength(6);
});

test('what the server refuses is said where it was asked for', async () => {
  answers['GET /api/tokens'] = page([kept]);
  answers['POST /api/tokens'] = refusal('There are too many tokens.');
  answers['DELETE /api/tokens/id1'] = refusal('It is gone already.');
  const user = show(<TokensScreen own="admin" />);
  await user.type(screen.getByLabelText('What it is for'), 'x');
  await user.click(screen.getByRole('button', { name: 'Make token' }));
  expect(await screen.findByText('There are too many tokens.')).toBeInTheDocument();
  const row = await screen.findByRole('row', { name: /nightly .* ada/ });
  await user.click(within(row).getByRole('button', { name: 'Revoke nightly' }));
  const dialog = screen.getByRole('dialog', { name: 'Revoke this token?' });
  await user.click(within(dialog).getByRole('button', { name: 'Revoke the token' }));
  expect(await within(dialog).findByRole('alert')).toHaveTextContent('It is gone already.');
  answers['DELETE /api/tokens/id1'] = null;
  answers['GET /api/tokens'] = page([]);
  await user.click(within(dialog).getByRole('button', { name: 'Revoke the token' }));
  expect(await screen.findByRole('heading', { name: 'No access tokens' })).toBeInTheDocument();
});

test('the trail shows names of strangers as text, leads to runs and says what did not come about', async () => {
  const entry: AuditEntry = {
    id: '1',
    at: Date.now(),
    who: 'eve\u202e<img src=x>',
    action: 'run_deleted',
    source: 'prod',
    key: 'thread_a.run_abc',
    what: null,
    address: '192.0.2.1',
    outcome: 'forbidden',
  };
  answers['GET /api/audit'] = page([
    entry,
    { ...entry, id: '0', who: 'ada', outcome: null, action: 'exported', what: 'md' },
  ]);
  const user = show(<AuditScreen days={365} />);
  const row = await screen.findByRole('row', { name: /eve/ });
  expect(row).toHaveTextContent('eveU+202E<img src=x>');
  expect(row.querySelector('img')).toBeNull();
  expect(within(row).getByRole('link', { name: 'run_abc' })).toHaveAttribute('href', '/runs/prod/thread_a.run_abc');
  expect(row).toHaveTextContent('role does not reach');
  expect(screen.getByRole('row', { name: /ada Exported run_abc md 192\.0\.2\.1 done/ })).toBeInTheDocument();
  answers['GET /api/audit'] = page([]);
  await user.type(screen.getByRole('searchbox'), 'nobody');
  expect(await screen.findByRole('heading', { name: 'No entry fits' })).toBeInTheDocument();
  expect(asked.at(-1)?.query).toBe('?who=nobody&limit=100');
  await user.click(screen.getByRole('button', { name: 'Clear the filter' }));
  expect(screen.getByRole('searchbox')).toHaveValue('');
});

test('where nobody signs in there is no session to end, and the page says why', async () => {
  answers['GET /api/users'] = { mode: 'none', from: '', groups: [], items: [] };
  show(
    <>
      <AccountScreen name="local" own="admin" via="none" />
      <UsersScreen />
    </>,
  );
  expect(screen.queryByRole('button', { name: 'Sign out everywhere' })).toBeNull();
  expect(screen.getByText(/nobody has to sign in, so there are no sessions/)).toBeInTheDocument();
  expect(await screen.findByRole('heading', { name: 'Nobody has to sign in' })).toBeInTheDocument();
});

test('users have their role, when they were here and a way to be signed out', async () => {
  const person = { via: 'oidc', sessions: 2, seenAt: Date.now() - 1_000 };
  answers['GET /api/users'] = {
    mode: 'oidc',
    from: 'https://id.example.org',
    groups: [{ group: '*', role: 'viewer' }],
    items: [
      { ...person, name: 'ada', role: 'admin' },
      { ...person, name: 'gone', role: null, seenAt: null, sessions: 0 },
    ],
  };
  answers['DELETE /api/sessions'] = { ended: 2 };
  const user = show(<UsersScreen />);
  const row = await screen.findByRole('row', { name: /^ada admin/ });
  expect(screen.getByRole('row', { name: /^gone none: .* never 0/ })).toBeInTheDocument();
  expect(screen.getByRole('group', { name: 'Signing in' })).toHaveTextContent('Everybody elseviewer: reads');
  await user.click(within(row).getByRole('button', { name: 'Sign ada out everywhere' }));
  await user.click(screen.getByRole('button', { name: 'End all sessions' }));
  await vi.waitFor(() => expect(asked.some(({ what }) => what === 'DELETE /api/sessions')).toBe(true));
  expect(asked.find(({ what }) => what === 'DELETE /api/sessions')?.query).toBe('?name=ada&via=oidc');
});

test('browsers are told in two words, others by their own', () => {
  const linux = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36';
  const mac = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) AppleWebKit/605.1.15 Version/26.0 Safari/605.1.15';
  expect([linux, `${linux} Edg/150`, mac, 'curl/8', '', null].map(agentWords)).toEqual([
    'Chrome, Linux',
    'Edge, Linux',
    'Safari, macOS',
    'curl/8',
    null,
    null,
  ]);
});
