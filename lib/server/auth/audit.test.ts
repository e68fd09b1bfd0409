import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WHOLE_TRAIL } from '../../domain/audit.ts';
import { fail } from '../../domain/failure.ts';
import { accessRecords } from './access-records.ts';
import { audited, flushAudit, note, readAudit } from './audit.ts';

// As where our own server holds the connections; elsewhere the header is not believed.
vi.mock('../observe/tell-peer.ts', () => ({ isPeerTold: () => true }));

const STATE = ['environment', 'memory-records', 'audit-noise', 'audit-pruned'];

function configure(variables: Record<string, string> = {}): void {
  vi.unstubAllEnvs();
  for (const [name, value] of Object.entries({ RUNLENS_ARCHIVE: 'off', ...variables })) vi.stubEnv(name, value);
  for (const name of STATE) Reflect.deleteProperty(globalThis, Symbol.for(`runlens.${name}`));
}

beforeEach(() => configure());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  configure();
});

const from = (address: string, more: Record<string, string> = {}) =>
  new Headers({ 'x-runlens-peer': address, ...more });
const trail = async () => (await readAudit(WHOLE_TRAIL, { limit: 500 })).items;
const call = { request: new Request('http://localhost/api/x', { headers: from('127.0.0.1') }), actor: { name: 'ada' } };

describe('an entry', () => {
  it('says who did what to which run, from where and with what outcome', async () => {
    await note(from('::ffff:10.0.0.7'), 'ada', 'run_deleted', { source: 'prod', key: 't.r', what: 'x' });
    expect(await trail()).toMatchObject([
      { who: 'ada', action: 'run_deleted', source: 'prod', key: 't.r', what: 'x', address: '10.0.0.7', outcome: null },
    ]);
  });

  it('holds no address or id that is none', async () => {
    await note(from('evil'), 'ada', 'run_deleted', { source: '../x', key: '<b>' });
    expect(await trail()).toMatchObject([{ source: null, key: null, address: null }]);
  });

  it('believes a forwarded address of trusted proxies only, and the last that is none of theirs', async () => {
    configure({ RUNLENS_TRUST_PROXY: '10.0.0.5,10.1.0.0/16' });
    const chain = { 'x-forwarded-for': '1.2.3.4, 203.0.113.9, 10.1.2.3' };
    const seen: (string | null)[] = [];
    for (const headers of [
      from('10.0.0.5', chain),
      from('192.0.2.1', chain),
      from('10.0.0.5'),
      from('10.0.0.5', { 'x-forwarded-for': '203.0.113.9, junk' }),
      from('10.0.0.5', { 'x-forwarded-for': '10.1.0.1' }),
    ]) {
      await note(headers, 'ada', 'sign_in');
      seen.push((await trail())[0]?.address ?? null);
    }
    expect(seen).toEqual(['203.0.113.9', '192.0.2.1', '10.0.0.5', '10.0.0.5', '10.1.0.1']);
  });

  it('that cannot be written stops nothing', async () => {
    const warned = vi.spyOn(process, 'emitWarning').mockReturnValue();
    vi.spyOn(await accessRecords(), 'addAudit').mockRejectedValue(new Error('disk with secrets'));
    await note(from('127.0.0.1'), 'ada', 'sign_in');
    expect(String(warned.mock.calls[0]?.[0])).toBe('Not in the audit trail: unexpected error');
  });
});

describe('what is done', () => {
  it('is noted with what came of it', async () => {
    const made = await audited(
      call,
      'run_created',
      (key: string | null) => ({ source: 's', key: key ?? undefined }),
      async () => 't.r',
    );
    expect(made).toBe('t.r');
    await audited(call, 'passed_through', { source: 's' }, async () => new Response(null, { status: 404 }));
    const refused = audited(call, 'run_cancelled', { source: 's', key: 't.r' }, async () => fail('read_only', 'No.'));
    await expect(refused).rejects.toMatchObject({ failure: { code: 'read_only' } });
    const broken = audited(call, 'imported', {}, async () => {
      throw new TypeError('bug');
    });
    await expect(broken).rejects.toThrow('bug');
    expect((await trail()).map(({ action, key, outcome }) => [action, key, outcome])).toEqual([
      ['imported', null, 'internal'],
      ['run_cancelled', 't.r', 'read_only'],
      ['passed_through', null, 'status 404'],
      ['run_created', 't.r', null],
    ]);
  });

  it('is noted beside its result where that is not to wait, and before the process ends', async () => {
    const held = Promise.withResolvers<void>();
    const records = await accessRecords();
    const add = records.addAudit.bind(records);
    vi.spyOn(records, 'addAudit').mockImplementation((entry) => held.promise.then(() => add(entry)));
    const work = async () => new Response(null, { status: 404 });
    expect((await audited(call, 'passed_through', { source: 's' }, work, { beside: true })).status).toBe(404);
    expect(await trail()).toEqual([]);
    held.resolve();
    await flushAudit();
    expect((await trail()).map(({ action, outcome }) => [action, outcome])).toEqual([['passed_through', 'status 404']]);
  });

  it('is not noted for strangers', async () => {
    const refused = audited(call, 'passed_through', {}, async () => fail('unauthorized', 'Who?'));
    await expect(refused).rejects.toThrow('Who?');
    expect(await trail()).toEqual([]);
  });
});

it('strangers fill neither the trail nor the disk: past sixty in a minute they are counted', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  for (let i = 0; i < 200; i++) await note(from('192.0.2.1'), `guess ${i}`, 'sign_in_failed', null, 'unauthorized');
  expect(await trail()).toHaveLength(60);
  await note(from('127.0.0.1'), 'ada', 'exported');
  expect(await trail()).toHaveLength(61);
  vi.setSystemTime(Date.now() + 61_000);
  await note(from('192.0.2.1'), 'guess', 'sign_in_failed', null, 'unauthorized');
  expect((await trail()).slice(0, 2).map(({ who, what }) => [who, what])).toEqual([
    ['guess', null],
    ['unknown', '140 more'],
  ]);
});

it('the trail is held to its limits while it is written, once an hour', async () => {
  configure({ RUNLENS_AUDIT_DAYS: '30' });
  vi.useFakeTimers({ toFake: ['Date'] });
  const pruned = vi.spyOn(await accessRecords(), 'pruneAudit');
  await note(from('127.0.0.1'), 'ada', 'exported');
  await note(from('127.0.0.1'), 'ada', 'exported');
  expect(pruned.mock.calls).toEqual([[expect.objectContaining({ age: 30 * 86_400_000 })]]);
  vi.setSystemTime(Date.now() + 3_700_000);
  await note(from('127.0.0.1'), 'ada', 'exported');
  expect(pruned).toHaveBeenCalledTimes(2);
});
