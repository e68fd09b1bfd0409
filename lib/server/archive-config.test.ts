import { resolve } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { parseEnvironment, pinPaths } from './env.ts';

const archiveOf = (variables: Record<string, string>) => parseEnvironment(variables).archive;
const problem = (variables: Record<string, string>) => () => parseEnvironment(variables);

describe('where the archive is', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('is a folder unless something else is said', () => {
    expect(archiveOf({})).toEqual({ kind: 'sqlite', folder: '.runlens' });
    expect(archiveOf({ RUNLENS_DATA_DIR: '/data' })).toEqual({ kind: 'sqlite', folder: '/data' });
    expect(archiveOf({ RUNLENS_DATA_DIR: '/data', RUNLENS_ARCHIVE: 'off' })).toEqual({ kind: 'off', asked: true });
  });

  it('is PostgreSQL where DATABASE_URL is set, and its password shows nowhere', () => {
    const url = 'postgres://me:pa55word@db:5432/runs';
    const archive = archiveOf({
      DATABASE_URL: url,
      RUNLENS_DATA_DIR: '/data',
      VERCEL: '1',
      RUNLENS_PASSWORD: 'correct horse',
    });
    expect(archive.kind === 'postgres' && archive.url.reveal()).toBe(url);
    expect(JSON.stringify(parseEnvironment({ DATABASE_URL: url }))).not.toContain('pa55word');
  });

  it('is off on Vercel without a database, with a notice', () => {
    const { archive, notices } = parseEnvironment({ VERCEL: '1', RUNLENS_PASSWORD: 'correct horse' });
    expect(archive).toEqual({ kind: 'off', asked: false });
    expect(notices.join()).toMatch(/Vercel.*DATABASE_URL/);
    expect(
      parseEnvironment({ VERCEL: '1', RUNLENS_PASSWORD: 'correct horse', RUNLENS_ARCHIVE: 'off' }).notices,
    ).toEqual([]);
  });

  it('keeps runs for ever unless days are given', () => {
    expect(parseEnvironment({}).retentionDays).toBeNull();
    expect(parseEnvironment({ RUNLENS_RETENTION_DAYS: '90' }).retentionDays).toBe(90);
    expect(parseEnvironment({}).auditDays).toBe(365);
    expect(parseEnvironment({ RUNLENS_AUDIT_DAYS: '30' }).auditDays).toBe(30);
  });

  it('refuses what it cannot use, without repeating a password', () => {
    expect(problem({ RUNLENS_ARCHIVE: 'on' })).toThrow(/RUNLENS_ARCHIVE: must be off[^]*Example: RUNLENS_ARCHIVE=off/);
    expect(problem({ RUNLENS_RETENTION_DAYS: '0' })).toThrow(/RUNLENS_RETENTION_DAYS: must be a whole number/);
    expect(problem({ RUNLENS_RETENTION_DAYS: '1.5' })).toThrow(/RUNLENS_RETENTION_DAYS/);
    expect(problem({ RUNLENS_AUDIT_DAYS: 'never' })).toThrow(/RUNLENS_AUDIT_DAYS: must be a whole number/);
    expect(problem({ DATABASE_URL: 'mysql://me:pa55word@db/runs' })).toThrow(/DATABASE_URL: must begin with postgres/);
    expect(problem({ DATABASE_URL: 'mysql://me:pa55word@db/runs' })).not.toThrow(/pa55word/);
  });

  it('is made absolute from where npm was called', () => {
    vi.stubEnv('INIT_CWD', '/home/me');
    vi.stubEnv('RUNLENS_DATA_DIR', 'kept');
    pinPaths();
    expect(process.env.RUNLENS_DATA_DIR).toBe(resolve('/home/me/kept'));
    vi.stubEnv('RUNLENS_DATA_DIR', '');
    pinPaths();
    expect(process.env.RUNLENS_DATA_DIR).toBe(resolve('/home/me/.runlens'));
  });
});
