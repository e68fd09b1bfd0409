import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AuditAction, type AuditFilter, WHOLE_TRAIL } from '../../domain/audit.ts';
import type { Archive } from './archive.ts';
import { auditEntry } from './audit.ts';
import { memoryAudit } from './memory-audit.ts';
import { testKinds } from './test-archives.ts';

type Trail = Pick<Archive, 'addAudit' | 'listAudit' | 'pruneAudit'>;
const inMemory = {
  name: 'memory',
  open: async () => ({ archive: memoryAudit(), end: async () => undefined }),
};
const databases = testKinds(process.env.TEST_DATABASE_URL);
const T = 1_767_225_600_000;

let trail: Trail;
let end: () => Promise<unknown>;
const add = (who: string, action: AuditAction, at: number, what: string | null = null) =>
  trail.addAudit(auditEntry({ who, action, what }, at));
const list = async (filter: Partial<AuditFilter> = {}, limit = 100, cursor?: string) =>
  trail.listAudit({ ...WHOLE_TRAIL, ...filter }, { limit, cursor });
const said = async (filter: Partial<AuditFilter> = {}) =>
  (await list(filter)).items.map(({ who, action }) => `${who} ${action}`);

describe.each([inMemory, ...databases])('the audit trail in $name', ({ open }) => {
  beforeEach(async () => {
    const test = await open();
    trail = test.archive;
    end = () => Promise.resolve(test.end());
  });
  afterEach(() => end());

  it('gives entries back as they were, newest first', async () => {
    const entry = auditEntry({
      who: 'ada \u202e\u0000<b>',
      action: 'run_deleted',
      source: 'prod',
      key: 'thread_a.run_b',
      what: 'all of it',
      address: '10.0.0.5',
      outcome: 'archive_busy',
    });
    await trail.addAudit(entry);
    await add('bob', 'sign_in', T);
    expect((await list()).items).toEqual([entry, expect.objectContaining({ who: 'bob', at: T, source: null })]);
  });

  it('cuts what is too long', async () => {
    await trail.addAudit(auditEntry({ who: 'x'.repeat(5_000), action: 'exported', what: 'y'.repeat(50_000) }, T));
    const [kept] = (await list()).items;
    expect([kept?.who.length, kept?.what?.length]).toEqual([300, 1_000]);
  });

  it('filters by who, what and when, also together', async () => {
    await add('ada', 'sign_in', T);
    await add('ada (ci)', 'run_cancelled', T + 10);
    await add('adam', 'exported', T + 20);
    await add('Ada', 'exported', T + 30);
    await add('bob', 'exported', T + 40);
    expect(await said({ who: 'ada' })).toEqual(['adam exported', 'ada (ci) run_cancelled', 'ada sign_in']);
    expect(await said({ who: 'ada (' })).toEqual(['ada (ci) run_cancelled']);
    expect(await said({ who: '%' })).toEqual([]);
    expect(await said({ action: 'exported' })).toEqual(['bob exported', 'Ada exported', 'adam exported']);
    expect(await said({ from: T + 10, to: T + 30 })).toEqual([
      'Ada exported',
      'adam exported',
      'ada (ci) run_cancelled',
    ]);
    expect(await said({ who: 'ada', action: 'exported', from: T, to: T + 20 })).toEqual(['adam exported']);
  });

  it('pages by keys, so that new entries move nothing', async () => {
    for (let i = 0; i < 7; i++) await add(`u${i}`, 'exported', T + i);
    const first = await list({ action: 'exported' }, 3);
    await add('late', 'exported', T + 99);
    const second = await list({ action: 'exported' }, 3, first.nextCursor ?? '');
    const third = await list({ action: 'exported' }, 3, second.nextCursor ?? '');
    const names = [first, second, third].map((page) => page.items.map(({ who }) => who));
    expect(names).toEqual([['u6', 'u5', 'u4'], ['u3', 'u2', 'u1'], ['u0']]);
    expect(third.nextCursor).toBeNull();
  });
});

describe.each(databases)('the limits of the trail in $name', ({ open }) => {
  beforeEach(async () => {
    const test = await open();
    trail = test.archive;
    end = () => Promise.resolve(test.end());
  });
  afterEach(() => end());

  it('lets go what is old and what is too much, and strangers never displace the rest', async () => {
    const now = Date.now();
    await add('old', 'exported', now - 1_000_000);
    for (let i = 0; i < 4; i++) await add(`real${i}`, 'exported', now - 500 + i);
    for (let i = 0; i < 6; i++) await add(`noise${i}`, 'sign_in_failed', now - 400 + i);
    for (let i = 0; i < 3; i++) await add(`no${i}`, 'refused', now - 300 + i);
    expect(await trail.pruneAudit({ age: 100_000, noisy: 2, most: 3 })).toBe(1 + 4 + 1 + 1);
    expect((await list()).items.map(({ who }) => who)).toEqual([
      'no2',
      'no1',
      'noise5',
      'noise4',
      'real3',
      'real2',
      'real1',
    ]);
    expect(await trail.pruneAudit({ age: 100_000, noisy: 2, most: 3 })).toBe(0);
  });
});
