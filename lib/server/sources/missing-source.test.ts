import { beforeEach, expect, it, vi } from 'vitest';
import type { Source } from '../upstream/sources.ts';
import { missingSource } from './missing-source.ts';

const configured: { id: string; name: string }[] = [];
vi.mock('../upstream/sources.ts', () => ({
  allSources: () => configured as Source[],
  findSource: (id: string) => configured.find((one) => one.id === id) ?? null,
}));

beforeEach(() => {
  configured.splice(0, configured.length, { id: 'prod', name: 'Production' }, { id: 'sample', name: 'Sample' });
});

it('is nothing where the source is configured', () => {
  expect(missingSource('/runs/prod/thread_a.run_a?step=1')).toBeNull();
  expect(missingSource('/threads/sample/thread_a')).toBeNull();
});

it('names the source of the address, and those that are configured', () => {
  expect(missingSource('/runs/nowhere/thread_a.run_a?step=prod')).toEqual({ id: 'nowhere', others: configured });
  expect(missingSource('/threads/no%20id/thread_a')?.id).toBe('no id');
  expect(missingSource('/threads/%ZZ/thread_a')?.id).toBe('%ZZ');
  expect(missingSource('')?.id).toBe('');
});

it('names no long list', () => {
  configured.push(...Array.from({ length: 7 }, (_, i) => ({ id: `s${i}`, name: `S${i}` })));
  expect(missingSource('/runs/nowhere/a.b')).toEqual({ id: 'nowhere', others: null });
});
