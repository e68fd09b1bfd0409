import { beforeEach, expect, test, vi } from 'vitest';
import { aMessage, aRun, aStep, codeCall } from '#lib/domain/domain-fixtures.ts';
import { FailureError } from '#lib/domain/failure.ts';
import type { Step } from '#lib/domain/step.ts';
import { openRun } from './open-run.ts';

const source = vi.hoisted(() => ({ trace: vi.fn(), messages: vi.fn(), steps: vi.fn() }));
vi.mock('#lib/server/runs/get-run-trace.ts', () => ({ getRunTrace: source.trace }));
vi.mock('#lib/server/runs/list-run-messages.ts', () => ({ listRunMessages: source.messages }));
vi.mock('#lib/server/runs/list-steps.ts', () => ({ listSteps: source.steps }));

const page = <T>(items: T[], nextCursor: string | null = null) => ({ items, nextCursor, total: null });
const long = 'x'.repeat(40_000);
const step: Step = aStep({ id: 'a', calls: [codeCall(long)] });
const said = aMessage({ id: 'm', content: [{ type: 'text', text: { text: long }, annotations: [] }] });

beforeEach(() => {
  source.trace.mockResolvedValue({ run: aRun(), steps: page([step]) });
  source.messages.mockResolvedValue(page([said]));
  source.steps.mockResolvedValue(page([step]));
});

test('cuts texts to 16 KiB and says how long they were', async () => {
  const { trace, cache } = await openRun('s', 'k');
  const call = trace.steps.items[0]?.calls[0];
  expect(call?.kind === 'code_interpreter' && call.input).toMatchObject({ truncated: true, bytes: 40_000 });
  expect(JSON.stringify(trace).length).toBeLessThan(20_000);
  expect(JSON.stringify(cache)).toContain('"bytes":40000');
});

test('reads the last page of a failed run that goes on after the first, and of no other', async () => {
  expect((await openRun('s', 'k')).lastPage).toBeNull();
  source.trace.mockResolvedValue({ run: aRun({ status: 'failed' }), steps: page([step]) });
  expect((await openRun('s', 'k')).lastPage).toBeNull();
  source.trace.mockResolvedValue({ run: aRun({ status: 'completed' }), steps: page([step], 'a') });
  expect((await openRun('s', 'k')).lastPage).toBeNull();
  expect(source.steps).not.toHaveBeenCalled();
  source.trace.mockResolvedValue({ run: aRun({ status: 'failed' }), steps: page([step], 'a') });
  expect((await openRun('s', 'k')).lastPage?.items).toHaveLength(1);
  expect(source.steps).toHaveBeenCalledWith('s', 'k', { limit: 50, order: 'desc' }, expect.any(AbortSignal));
});

test('opens without messages and last page when these fail, but not without the run', async () => {
  const failure = new FailureError({ code: 'capability_missing', message: 'No.' });
  source.messages.mockRejectedValue(failure);
  source.steps.mockRejectedValue(failure);
  source.trace.mockResolvedValue({ run: aRun({ status: 'failed' }), steps: page([step], 'a') });
  const opened = await openRun('s', 'k');
  expect(opened.lastPage).toBeNull();
  expect(opened.cache.queries.map(({ state }) => state.data)).not.toContainEqual(page([step], 'a'));
  expect(opened.cache.queries.map(({ queryKey }) => queryKey[0])).not.toContain('trace-messages');
  source.trace.mockRejectedValue(failure);
  await expect(openRun('s', 'k')).rejects.toBe(failure);
});

test('says that there is a run as soon as the archive has it or its source gave it, and not of one that cannot be read', async () => {
  const sure = vi.fn<() => void>();
  await openRun('s', 'k', sure);
  expect(sure).toHaveBeenCalledOnce();
  source.trace.mockImplementation(async (_source, _key, { whenKept }: { whenKept: () => void }) => {
    whenKept();
    expect(sure).toHaveBeenCalledTimes(2);
    throw new FailureError({ code: 'overloaded', message: 'Later.' });
  });
  await expect(openRun('s', 'k', sure)).rejects.toThrow('Later.');
  source.trace.mockRejectedValue(new FailureError({ code: 'not_found', message: 'No.' }));
  await expect(openRun('s', 'k', sure)).rejects.toThrow('No.');
  expect(sure).toHaveBeenCalledTimes(2);
});
