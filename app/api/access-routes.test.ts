import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { WHOLE_TRAIL } from '#lib/domain/audit.ts';
import { makeAccessToken } from '#lib/server/auth/access-tokens.ts';
import { readAudit } from '#lib/server/auth/audit.ts';
import { signInByPassword } from '#lib/server/auth/password-sign-in.ts';
import { hashPassword } from '#lib/server/password-hash.ts';
import { GET as readTrail } from './audit/route.ts';
import { POST as exportRuns } from './exports/route.ts';
import { GET as passRead, POST as passWrite } from './proxy/[source]/v1/[...path]/route.ts';
import { DELETE as deleteRun } from './runs/[source]/[key]/route.ts';
import { GET as exportRun } from './runs/[source]/[key]/export/route.ts';
import { DELETE as endSessions, GET as listSessions } from './sessions/route.ts';
import { POST as signIn } from './sign-in/route.ts';
import { DELETE as revoke } from './tokens/[id]/route.ts';
import { GET as listTokens, POST as makeToken } from './tokens/route.ts';

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

vi.mock('#lib/server/observe/tell-peer.ts', () => ({ isPeerTold: () => true }));

const STATE = ['environment', 'memory-records', 'sign-in-failures', 'session-secret', 'audit-noise', 'password-hashes'];
const hash = await hashPassword('correct horse');
const cookies = new Map<string, string>();

beforeEach(async () => {
  const users = ['viewer', 'other', 'operator', 'admin'].map((name) => ({
    name,
    role: name === 'other' ? 'viewer' : name,
    hash,
  }));
  vi.stubEnv('RUNLENS_ARCHIVE', 'off');
  vi.stubEnv('RUNLENS_SAMPLE', '1');
  vi.stubEnv('RUNLENS_PROXY_TOKEN', 'token-of-the-proxy-0123456789');
  vi.stubEnv('RUNLENS_USERS', JSON.stringify(users));
  for (const name of STATE) Reflect.deleteProperty(globalThis, Symbol.for(`runlens.${name}`));
  for (const { name } of users) {
    const header = await signInByPassword(name, 'correct horse');
    cookies.set(name, header.split(';')[0] ?? '');
  }
});
afterEach(() => {
  vi.unstubAllEnvs();
  for (const name of STATE) Reflect.deleteProperty(globalThis, Symbol.for(`runlens.${name}`));
});

interface Answer {
  status: number;
  body: {
    error: { code: string };
    items: Record<string, unknown>[];
    nextCursor: string;
    token: string;
    kept: { id: string };
  };
  cookie: string | null;
}

/** A request as a page of somebody sends it, or with a token where `who` is one. */
async function ask(
  who: string | null,
  handler: Handler,
  more: { method?: string; path?: string; body?: object; params?: Record<string, string> } = {},
): Promise<Answer> {
  const { method = 'GET', path = '/api/x', body, params = {} } = more;
  const headers: Record<string, string> = {
    host: 'localhost:3000',
    origin: 'http://localhost:3000',
    'x-runlens': '1',
    'content-type': 'application/json',
    'x-runlens-peer': '192.0.2.9',
  };
  if (who?.includes('-') || who?.startsWith('rlt_')) headers.authorization = `Bearer ${who}`;
  else if (who !== null) headers.cookie = cookies.get(who) ?? '';
  const init = { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) };
  const answer = await handler(new Request(`http://localhost:3000${path}`, init), { params: Promise.resolve(params) });
  const text = await answer.text();
  return {
    status: answer.status,
    body: answer.headers.get('content-type')?.startsWith('application/json') ? JSON.parse(text) : null,
    cookie: answer.headers.get('set-cookie'),
  };
}

const trail = async () =>
  (await readAudit(WHOLE_TRAIL, { limit: 100 })).items.map(({ who, action, source, key, what, address, outcome }) =>
    [who, action, source && `${source}/${key ?? ''}`, what, address, outcome].filter((one) => one !== null).join(' | '),
  );
const token = (role: string, name = 'ci') => ({ method: 'POST', body: { name, role, expiresIn: 3600 } });

it('a token is made for oneself, with no more than one may, and never by a token', async () => {
  const made = await ask('viewer', makeToken, token('viewer'));
  expect([made.status, made.body.token.slice(0, 4)]).toEqual([201, 'rlt_']);
  expect((await ask('viewer', makeToken, token('operator'))).body.error.code).toBe('forbidden');
  expect((await ask(made.body.token, makeToken, token('viewer'))).status).toBe(403);
  expect((await ask(made.body.token, listTokens)).status).toBe(403);
  for (const wrong of [
    {},
    { name: '', role: 'viewer', expiresIn: null },
    { name: 'x', role: 'root', expiresIn: null },
  ]) {
    expect((await ask('admin', makeToken, { method: 'POST', body: wrong })).body.error.code).toBe('invalid_request');
  }
  expect(await trail()).toEqual([
    'viewer | token_made | ci, operator | 192.0.2.9 | forbidden',
    'viewer | token_made | ci, viewer | 192.0.2.9',
  ]);
});

it('tokens are listed and revoked by their owner, and by admins', async () => {
  const mine = await ask('viewer', makeToken, token('viewer', 'mine'));
  const theirs = await ask('other', makeToken, token('viewer', 'theirs'));
  const names = async (who: string) =>
    (await ask(who, listTokens)).body.items.map(({ name }) => String(name)).toSorted();
  expect([await names('viewer'), await names('operator'), await names('admin')]).toEqual([
    ['mine'],
    [],
    ['mine', 'theirs'],
  ]);
  expect(JSON.stringify((await ask('admin', listTokens)).body)).not.toContain(mine.body.token.slice(8));
  const end = (who: string, id: string) => ask(who, revoke, { method: 'DELETE', params: { id } });
  expect((await end('viewer', theirs.body.kept.id)).status).toBe(404);
  expect((await end('admin', theirs.body.kept.id)).status).toBe(204);
  expect((await end('viewer', mine.body.kept.id)).status).toBe(204);
  expect((await end('viewer', mine.body.kept.id)).status).toBe(404);
  expect(await names('admin')).toEqual([]);
  expect((await trail()).slice(0, 2)).toEqual([
    'viewer | token_revoked | mine, of viewer | 192.0.2.9',
    'admin | token_revoked | theirs, of other | 192.0.2.9',
  ]);
});

it('sessions of others are for admins to see and to end', async () => {
  const names = async (who: string) =>
    (await ask(who, listSessions)).body.items.map(({ name }) => String(name)).toSorted();
  expect([await names('viewer'), await names('admin')]).toEqual([['viewer'], ['admin', 'operator', 'other', 'viewer']]);
  const end = (who: string, query = '') => ask(who, endSessions, { method: 'DELETE', path: `/api/sessions${query}` });
  expect((await end('viewer', '?name=other&via=password')).status).toBe(403);
  expect((await end('admin', '?name=other&via=header')).status).toBe(400);
  expect((await end('admin', '?name=other&via=password')).status).toBe(200);
  expect((await ask('other', listSessions)).status).toBe(401);
  const own = await end('viewer');
  expect([own.status, own.cookie]).toEqual([200, expect.stringContaining('Max-Age=0')]);
  expect((await ask('viewer', listSessions)).status).toBe(401);
});

it('exports, deletions, refusals and sign-ins leave a trace of who, what, where and what came of it', async () => {
  const run = { source: 'sample', key: 'thread_a.run_b' };
  const markdown = { path: '/api/runs/sample/thread_a.run_b/export?format=md', params: run };
  await ask('viewer', exportRun, { ...markdown, method: 'HEAD' });
  await ask('viewer', exportRun, markdown);
  const runs = Array.from({ length: 14 }, (_, i) => ({ source: 'sample', key: `thread_a.run_${i}` }));
  await ask('viewer', exportRuns, { method: 'POST', body: { runs, format: 'jsonl' } });
  await ask('viewer', deleteRun, { method: 'DELETE', path: '/api/runs/sample/thread_a.run_b', params: run });
  await ask('admin', deleteRun, { method: 'DELETE', params: run });
  await ask(null, deleteRun, { method: 'DELETE', params: run });
  const pair = { name: 'viewer', password: 'wrong' };
  await ask(null, signIn, { method: 'POST', body: pair });
  await ask(null, signIn, { method: 'POST', body: { name: 'hunter2', password: 'viewer' } });
  await ask(null, signIn, { method: 'POST', body: { ...pair, password: 'correct horse' } });
  const [in_, mistyped, failed, deleted, refused, many, one, ...rest] = await trail();
  expect([in_, mistyped, failed, deleted, refused, one, rest]).toEqual([
    'viewer | sign_in | 192.0.2.9',
    'unknown | sign_in_failed | 192.0.2.9 | unauthorized',
    'viewer | sign_in_failed | 192.0.2.9 | unauthorized',
    'admin | run_deleted | sample/thread_a.run_b | 192.0.2.9 | not_found',
    'viewer | refused | DELETE /api/runs/sample/thread_a.run_b | 192.0.2.9 | forbidden',
    'viewer | exported | sample/thread_a.run_b | md | 192.0.2.9',
    [],
  ]);
  expect(many).toMatch(
    /^viewer \| exported \| jsonl, 14 runs: sample\/thread_a\.run_0, .* and 2 more \| 192\.0\.2\.9$/,
  );
});

it('writes by the pass-through are told with whose token; reads and strangers are not', async () => {
  const path = '/api/proxy/sample/v1/threads';
  const at = { path, params: { source: 'sample', path: 'threads' } };
  const { token: own } = await makeAccessToken({ name: 'sdk', role: 'operator', owner: 'operator', expiresAt: null });
  await ask('token-of-the-proxy-0123456789', passRead, at);
  await ask('a-stranger-with-a-guess', passWrite, { ...at, method: 'POST', body: {} });
  expect(await trail()).toEqual([]);
  expect((await ask('token-of-the-proxy-0123456789', passWrite, { ...at, method: 'POST', body: {} })).status).toBe(403);
  expect((await ask(own, passWrite, { ...at, method: 'POST', body: {} })).status).toBe(403);
  expect(await trail()).toEqual([
    'operator (sdk) | passed_through | sample/ | POST threads | 192.0.2.9 | read_only',
    'RUNLENS_PROXY_TOKEN | passed_through | sample/ | POST threads | 192.0.2.9 | read_only',
  ]);
});

it('an admin reads the trail by who, what and when, page by page', async () => {
  for (let i = 0; i < 5; i++) await ask('viewer', makeToken, token('viewer', `t${i}`));
  await ask('other', makeToken, token('viewer', 'x'));
  const read = async (query: string, who = 'admin') => ask(who, readTrail, { path: `/api/audit?${query}` });
  expect((await read('', 'operator')).status).toBe(403);
  expect((await read('who=view&action=token_made&from=1h')).body.items).toHaveLength(5);
  expect((await read('to=2020-01-01')).body.items).toEqual([]);
  const first = (await read('action=token_made&limit=4')).body;
  const second = (await read(`action=token_made&limit=4&cursor=${first.nextCursor}`)).body;
  expect([first.items.length, second.items.map(({ what }) => what)]).toEqual([4, ['t1, viewer', 't0, viewer']]);
});
