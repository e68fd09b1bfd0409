import { describe, expect, it } from 'vitest';
import type { Capability } from '../../domain/source.ts';
import { createCapabilityMemory } from './capabilities.ts';

const yes = async () => true;
const no = async () => false;

function memoryAt() {
  const clock = { now: 1_000_000 };
  const memory = createCapabilityMemory(() => clock.now);
  const refused = (
    status: number,
    capability: Capability = 'steps',
    object?: string,
    parentAnswers?: () => Promise<boolean>,
  ) => memory.refused({ capability, status, object, parentAnswers });
  return { clock, memory, refused };
}

describe('what shows that a capability is missing', () => {
  it.each([405, 501])('%d at once', async (status) => {
    const { memory, refused } = memoryAt();
    expect(await refused(status)).toBe(true);
    expect(memory.states().find((one) => one.name === 'steps')).toEqual({
      name: 'steps',
      state: 'missing',
      status,
      until: 1_600_000,
    });
  });

  it('404 only while the object above answers', async () => {
    const { refused } = memoryAt();
    expect(await refused(404, 'steps', 'run_1')).toBe(false);
    expect(await refused(404, 'steps', 'run_1', no)).toBe(false);
    expect(await refused(404, 'steps', 'run_1', yes)).toBe(true);
  });

  it('404 at once for listing threads, which stand below nothing', async () => {
    const { refused } = memoryAt();
    expect(await refused(404, 'list_threads')).toBe(true);
    expect(await refused(404, 'thread', 'thread_1')).toBe(false);
  });

  it('no 404 on a later page of threads: the thread of its cursor may have been deleted', async () => {
    const { memory, refused } = memoryAt();
    memory.succeeded('list_threads');
    expect(await refused(404, 'list_threads')).toBe(false);
  });

  it('502 on two different objects, and only while the object above answers', async () => {
    const { refused } = memoryAt();
    expect(await refused(502, 'steps', 'run_1', yes)).toBe(false);
    expect(await refused(502, 'steps', 'run_1', yes)).toBe(false);
    expect(await refused(502, 'steps', undefined, yes)).toBe(false);
    expect(await refused(502, 'messages', 'thread_2', yes)).toBe(false);
    expect(await refused(502, 'steps', 'run_2', no)).toBe(false);
    expect(await refused(502, 'steps', 'run_2', yes)).toBe(true);
  });

  it('a success clears the suspicion', async () => {
    const { memory, refused } = memoryAt();
    await refused(502, 'thread', 'thread_1');
    memory.succeeded('thread');
    expect(await refused(502, 'thread', 'thread_2')).toBe(false);
    expect(await refused(502, 'thread', 'thread_3')).toBe(true);
  });

  it.each([400, 401, 403, 408, 409, 429, 500, 503, 504])('%d never', async (status) => {
    const { refused } = memoryAt();
    expect(await refused(status, 'steps', 'run_1', yes)).toBe(false);
    expect(await refused(status, 'steps', 'run_2', yes)).toBe(false);
  });
});

it('explains in plain words, and tries again after ten minutes', async () => {
  const { clock, memory, refused } = memoryAt();
  await refused(501);
  const { failure } = memory.missing('steps', 'Production') ?? expect.unreachable();
  expect(failure).toMatchObject({ code: 'capability_missing', upstreamStatus: 501 });
  expect(failure.message).toBe(
    'Production cannot list the steps of a run: it answered 501. It will be tried again in 10 minutes, or when you refresh.',
  );
  clock.now += 599_999;
  expect(memory.missing('steps', 'Production')?.message).toContain('within a minute');
  clock.now += 1;
  expect(memory.missing('steps', 'Production')).toBeNull();
  expect(memory.states().every((one) => one.state === 'unknown' && one.until === null)).toBe(true);
});

it('forgets when asked to, and a success makes available', async () => {
  const { memory, refused } = memoryAt();
  await refused(501);
  memory.forget();
  expect(memory.missing('steps', 'x')).toBeNull();
  memory.succeeded('run');
  expect(
    memory
      .states()
      .filter((one) => one.state === 'available')
      .map((one) => one.name),
  ).toEqual(['run']);
});
