import { beforeEach, expect, it, vi } from 'vitest';
import { FailureError } from '../../domain/failure.ts';
import type { Archive } from '../archive/archive.ts';
import { fakeArchive } from '../archiving/fake-archive.ts';
import { archiveState } from './archive-state.ts';

const { state } = vi.hoisted(() => ({
  state: { open: async () => null as Archive | null, problem: null as string | null },
}));
vi.mock('../archiving/the-archive.ts', () => ({ theArchive: () => state.open() }));
vi.mock('../archiving/recorder.ts', () => ({ recordingProblem: () => state.problem }));

beforeEach(() => {
  state.open = async () => fakeArchive();
  state.problem = null;
});
const said = async () => (await archiveState()).said;

it('tells an archive that keeps nothing new from one that cannot be opened', async () => {
  expect(await said()).toEqual({ state: 'on', message: null });
  state.problem = 'The disk is full.';
  const { archive, said: full } = await archiveState();
  expect([archive === null, full]).toEqual([false, { state: 'unwritable', message: 'The disk is full.' }]);
  state.open = () => Promise.reject(new FailureError({ code: 'archive_damaged', message: 'It is damaged.' }));
  expect(await archiveState()).toEqual({ archive: null, said: { state: 'failed', message: 'It is damaged.' } });
  state.open = async () => null;
  expect(await said()).toEqual({ state: 'off', message: null });
});
