import { beforeEach, describe, expect, it, vi } from 'vitest';
import { GET as mainRuns } from '#app/api/runs/route.ts';
import { GET as sharedFile } from '#app/api/shared/[token]/files/[file]/route.ts';
import {
  DELETE as sharedDelete,
  GET as sharedGet,
  OPTIONS as sharedOptions,
  PATCH as sharedPatch,
  POST as sharedPost,
  PUT as sharedPut,
} from '#app/api/shared/[token]/route.ts';
import { GET as sharedSteps } from '#app/api/shared/[token]/steps/route.ts';
import { newShareSchema, sharePageSchema, sharePreviewSchema } from '#lib/contract/share-schema.ts';
import { runTraceSchema } from '#lib/contract/step-schema.ts';
import { WHOLE_TRAIL } from '#lib/domain/audit.ts';
import type { Role } from '#lib/domain/role.ts';
import type { NewShare, Share, SharePreview } from '#lib/domain/share.ts';
import type { Archive } from '#lib/server/archive/archive.ts';
import { fakeArchive } from '#lib/server/archiving/fake-archive.ts';
import { makeAccessToken } from '#lib/server/auth/access-tokens.ts';
import { readAudit } from '#lib/server/auth/audit.ts';
import { openSharePage } from '#lib/server/shares/open-share.ts';
import { sweepShares } from '#lib/server/shares/sweep-shares.ts';
import { DELETE } from './[id]/route.ts';
import { GET as previewSteps } from './preview/[preview]/steps/route.ts';
import { GET as previewed } from './preview/[preview]/route.ts';
import { POST as preview } from './preview/route.ts';
import { GET, POST } from './route.ts';
import { call, KEY, keepRun, object, png, SOURCE, write } from './share-fixture.ts';

let archive: Archive;
vi.mock('#lib/server/archiving/the-archive.ts', () => ({ theArchive: async () => archive }));

const RUN = [
  object('run', 'run_1', { status: 'completed', instructions: 'Mail ada@example.com and bob@example.com.' }),
  object('step', 'step_1', {
    type: 'message_creation',
    status: 'completed',
    step_details: { type: 'message_creation', message_creation: { message_id: 'msg_1' } },
  }),
  object('message', 'msg_1', {
    role: 'assistant',
    content: [{ type: 'image_file', image_file: { file_id: 'file_1' } }],
    attachments: [{ file_id: 'file_2' }],
  }),
];
const FILES = { file_1: png('note'), file_2: new TextEncoder().encode('a,b') };

beforeEach(async () => {
  vi.useRealTimers();
  archive = fakeArchive();
  await keepRun(archive, RUN, FILES);
});

const tokenOf = async (name: string, role: Role) =>
  (await makeAccessToken({ name: 'test', role, owner: name, expiresAt: null })).token;
const make = async (more: object = {}, as?: string): Promise<NewShare> => {
  const answer = await write(POST, '/api/shares', { source: SOURCE, key: KEY, ...more }, as ? { as } : {});
  expect(answer.status).toBe(201);
  return newShareSchema.parse(await answer.json());
};
const read = (token: string, query = '', init: RequestInit = {}) =>
  call(sharedGet, `/api/shared/${token}${query}`, { token }, init);
const codeOf = async (answer: Response) => ((await answer.json()) as { error: { code: string } }).error.code;
const list = async (query = '', as?: string): Promise<Share[]> => {
  const answer = await call(GET, `/api/shares${query}`, {}, as ? { as } : {});
  return sharePageSchema.parse(await answer.json()).items;
};

describe('a link', () => {
  it('opens a snapshot, with its token known to who made it only', async () => {
    const made = await make({ view: 'step=step_1&view=conversation&junk=1' });
    expect(made.token).toMatch(/^rls_[A-Za-z0-9_-]{32}$/);
    expect(made.url).toBe(`http://localhost:3000/s/${made.token}?view=conversation&step=step_1`);
    expect(made.expiresAt - Date.now()).toBeGreaterThan(6.9 * 86_400_000);
    const answer = await read(made.token);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('set-cookie')).toBeNull();
    const trace = runTraceSchema.parse(await answer.json());
    expect(trace.run).toMatchObject({
      source: 'shared',
      key: KEY,
      instructions: { text: 'Mail [person 1] and [person 2].' },
    });
    expect(trace.steps.items).toHaveLength(1);
    const stored = JSON.stringify(await archive.getShare(made.id));
    expect(stored).not.toContain(made.token);
    expect(stored).not.toContain('@');
  });

  it('stays as it was when the run changes, and goes with it', async () => {
    const { token } = await make();
    await keepRun(archive, [object('run', 'run_1', { status: 'failed', instructions: 'New.' })]);
    expect(await (await read(token)).text()).toContain('Mail [person 1]');
    await archive.deleteRun(SOURCE, KEY);
    expect((await read(token)).status).toBe(404);
  });

  it('reaches nothing but its run, and is no session', async () => {
    const { token } = await make();
    const other = await call(sharedGet, `/api/shared/${token}?key=t1.run_2&source=x&thread=t2`, { token });
    expect(runTraceSchema.parse(await other.json()).run.key).toBe(KEY);
    expect((await call(mainRuns, '/api/runs', {}, { as: token })).status).toBe(401);
    const others = {
      POST: sharedPost,
      PUT: sharedPut,
      PATCH: sharedPatch,
      DELETE: sharedDelete,
      OPTIONS: sharedOptions,
    };
    for (const [method, handler] of Object.entries(others)) {
      const answer = await call(handler, `/api/shared/${token}`, { token }, { method });
      expect(answer.status, method).toBe(405);
      expect(answer.headers.get('allow')).toBe('GET');
    }
  });

  it.each([
    'x',
    'rls_',
    `rls_${'A'.repeat(32)}`,
    `rls_${'A'.repeat(31)}=`,
    '../..',
    `rlt_${'A'.repeat(32)}`,
    'rls_%00',
  ])('is none: %s', async (token) => expect((await read(token)).status).toBe(404));

  it('shares images, and other files only where nothing at all is taken out', async () => {
    const ask = async (token: string, file: string) =>
      (await call(sharedFile, `/api/shared/${token}/files/${file}`, { token, file })).status;
    const usual = await make();
    expect([await ask(usual.token, 'file_1'), await ask(usual.token, 'file_2')]).toEqual([200, 404]);
    const without = await make({ redact: { classes: ['images'] } });
    expect(await ask(without.token, 'file_1')).toBe(404);
    const whole = await make({ redact: { rules: [] } });
    expect([await ask(whole.token, 'file_1'), await ask(whole.token, 'file_2')]).toEqual([200, 200]);
    expect((await list()).map(({ files }) => files)).toEqual([2, 0, 1]);
  });
});

describe('a link that is over', () => {
  it('says nothing once it is revoked', async () => {
    const { id, token } = await make();
    const revoked = await write(DELETE, `/api/shares/${id}`, null, { params: { id }, method: 'DELETE' });
    expect(await revoked.json()).toMatchObject({ id, state: 'revoked' });
    const answer = await read(token);
    expect(answer.status).toBe(410);
    expect(await codeOf(answer)).toBe('share_over');
    expect(await openSharePage(token, true)).toEqual({ state: 'revoked' });
    expect((await write(DELETE, `/api/shares/${id}`, null, { params: { id }, method: 'DELETE' })).status).toBe(404);
  });

  it('says nothing once it has expired, and is emptied', async () => {
    const { id, token } = await make({ expiresIn: 60 });
    const later = Date.now() + 61_000;
    vi.useFakeTimers({ now: later, toFake: ['Date'] });
    expect((await read(token)).status).toBe(410);
    expect(await openSharePage(token, true)).toEqual({
      state: 'expired',
      sharedAt: expect.any(Number),
      expiresAt: expect.any(Number),
    });
    await sweepShares(later);
    expect((await list())[0]).toMatchObject({ id, state: 'expired' });
    expect(await archive.shareStore(id).get('run', 'run_1', AbortSignal.timeout(1000))).toBeNull();
  });

  it('lasts at most thirty days', async () => {
    for (const more of [
      { expiresIn: 30 * 86_400 + 1 },
      { expiresIn: 0 },
      { maxViews: 0 },
      { redact: { rules: ['all'] } },
      { extra: 1 },
    ]) {
      const answer = await write(POST, '/api/shares', { source: SOURCE, key: KEY, ...more });
      expect(answer.status, JSON.stringify(more)).toBe(400);
    }
  });
});

describe('a link with a limit of views', () => {
  it('is read with a grant of its page only, for thirty minutes', async () => {
    const { token } = await make({ maxViews: 1 });
    expect((await read(token)).status).toBe(403);
    expect(await openSharePage(token, false)).toEqual({ state: 'closed' });
    const opened = await openSharePage(token, true);
    const grant = opened.state === 'open' ? (opened.grant ?? '') : '';
    expect(grant).not.toBe('');
    expect(await openSharePage(token, true)).toEqual({ state: 'used_up' });
    const query = `?grant=${encodeURIComponent(grant)}`;
    expect((await read(token, query)).status).toBe(200);
    const steps = await call(sharedSteps, `/api/shared/${token}/steps${query}`, { token });
    expect(steps.status).toBe(200);
    expect((await read(token)).status).toBe(410);
    const [until = '', signed = ''] = grant.split('.');
    for (const forged of [`${Number(until) + 1000}.${signed}`, `${until}.${'A'.repeat(43)}`, signed, `${until}.`]) {
      expect((await read(token, `?grant=${encodeURIComponent(forged)}`)).status, forged).toBe(410);
    }
    const other = await make({ maxViews: 5 });
    expect((await read(other.token, query)).status).toBe(403);
    vi.useFakeTimers({ now: Date.now() + 31 * 60_000, toFake: ['Date'] });
    expect((await read(token, query)).status).toBe(410);
  });

  it('counts every opening, and none of the API', async () => {
    const { token } = await make();
    await openSharePage(token, true);
    await openSharePage(token, true);
    await openSharePage(token, false);
    await read(token);
    const [share] = await list();
    expect(share).toMatchObject({ views: 2, maxViews: null, state: 'active' });
    expect(share?.lastViewAt).not.toBeNull();
  });
});

describe('links of people', () => {
  it('are made by sharers, seen and revoked by who made them and by admins', async () => {
    const [viewer, ada, bob, admin] = [
      await tokenOf('eve', 'viewer'),
      await tokenOf('ada', 'sharer'),
      await tokenOf('bob', 'sharer'),
      await tokenOf('root', 'admin'),
    ];
    const body = { source: SOURCE, key: KEY };
    expect((await write(POST, '/api/shares', body, { as: viewer })).status).toBe(403);
    expect((await write(preview, '/api/shares/preview', body, { as: viewer })).status).toBe(403);
    expect((await call(GET, '/api/shares', {}, { as: viewer })).status).toBe(403);
    const made = await make({}, ada);
    expect((await list('', ada)).map(({ id }) => id)).toEqual([made.id]);
    expect(await list('', bob)).toEqual([]);
    // Hers, whichever of her tokens made it, and whether she comes by one or in person.
    const other = await makeAccessToken({ name: 'other', role: 'sharer', owner: 'ada', expiresAt: null });
    expect((await list('', other.token)).map(({ id }) => id)).toEqual([made.id]);
    expect((await list(`?source=${SOURCE}&key=${KEY}`, admin))[0]).toMatchObject({ id: made.id, owner: 'ada' });
    expect(await list(`?source=${SOURCE}&key=t1.run_2`, admin)).toEqual([]);
    const revoke = { params: { id: made.id }, method: 'DELETE' };
    expect((await write(DELETE, `/api/shares/${made.id}`, null, { ...revoke, as: bob })).status).toBe(404);
    expect((await write(DELETE, `/api/shares/${made.id}`, null, { ...revoke, as: admin })).status).toBe(200);
    const told = (await readAudit(WHOLE_TRAIL, { limit: 50 })).items.filter(({ what }) => what === made.id);
    expect(new Set(told.map(({ who, action, key, outcome }) => [who, action, key, outcome].join(' ')))).toEqual(
      new Set([
        `ada (test) share_made ${KEY} `,
        'bob (test) share_revoked  not_found',
        `root (test) share_revoked ${KEY} `,
      ]),
    );
  });

  it('are made by our own pages only', async () => {
    const body = JSON.stringify({ source: SOURCE, key: KEY });
    const foreign = { origin: 'http://evil.example', 'content-type': 'application/json', 'x-runlens': '1' };
    const answer = await call(POST, '/api/shares', {}, { method: 'POST', body, headers: foreign });
    expect(await codeOf(answer)).toBe('csrf');
  });
});

describe('a preview', () => {
  const previewOf = async (redact: object, as?: string): Promise<SharePreview> => {
    const answer = await write(preview, '/api/shares/preview', { source: SOURCE, key: KEY, redact }, as ? { as } : {});
    expect(answer.status).toBe(200);
    return sharePreviewSchema.parse(await answer.json());
  };

  it('tells every hit and reads like the link that is made after it, and keeps no text of the run', async () => {
    const first = await previewOf({});
    expect(first.hits.map(({ text, replacement }) => `${text} ${replacement}`)).toEqual([
      'ada@example.com [person 1]',
      'bob@example.com [person 2]',
    ]);
    expect(first).toMatchObject({ total: 2, files: 1, summary: { counts: { emails: 2 } } });
    const redact = { except: [first.hits[0]?.id ?? ''] };
    const second = await previewOf(redact);
    expect(second.hits.map(({ on }) => on)).toEqual([false, true]);
    const seen = await call(previewed, `/api/shares/preview/${second.id}`, { preview: second.id });
    const made = await make({ redact });
    const [mine, theirs] = [await seen.json(), await (await read(made.token)).json()];
    expect(mine).toEqual(theirs);
    expect(JSON.stringify(mine)).toContain('Mail ada@example.com and [person 2].');
    const steps = await call(previewSteps, `/api/shares/preview/${second.id}/steps`, { preview: second.id });
    expect(((await steps.json()) as { items: unknown[] }).items).toHaveLength(1);
    expect(await archive.getRecord('share_preview', second.id)).not.toContain('@');
    expect(await list()).toHaveLength(1);
  });

  it('is read by who made it only', async () => {
    const [ada, bob] = [await tokenOf('ada', 'sharer'), await tokenOf('bob', 'sharer')];
    const { id } = await previewOf({}, ada);
    const ask = async (as: string) =>
      (await call(previewed, `/api/shares/preview/${id}`, { preview: id }, { as })).status;
    expect([await ask(ada), await ask(bob)]).toEqual([200, 404]);
  });
});
