import { expect, test } from 'vitest';
import type { Message } from '#lib/domain/message.ts';
import { ms } from '#lib/domain/time.ts';
import { sampleRun } from '../run-list/sample-run.ts';
import { horizonOf, interleave } from './interleave.ts';

const message = (id: string, at: number | null, role = 'user', runId: string | null = null): Message => ({
  id,
  object: null,
  threadId: null,
  runId,
  assistantId: null,
  role,
  status: null,
  createdAt: at === null ? null : ms(at),
  completedAt: null,
  incompleteAt: null,
  incompleteDetails: null,
  content: [],
  attachments: [],
  metadata: null,
  extra: {},
});
const run = (id: string, at: number | null) => sampleRun({ id, createdAt: at === null ? null : ms(at) });
const all = { messages: null, runs: null };
const ids = (...args: Parameters<typeof interleave>) =>
  interleave(...args).map((entry) => (entry.kind === 'run' ? entry.run.id : entry.message.id));

test('runs stand between the question and the answer, whatever order they came in', () => {
  const messages = [
    message('u1', 10),
    message('a1', 15, 'assistant', 'r1'),
    message('u2', 30),
    message('a2', 33, 'assistant', 'r2'),
  ];
  expect(ids(messages, [run('r2', 31), run('r1', 11)], all)).toEqual(['u1', 'r1', 'a1', 'u2', 'r2', 'a2']);
});

test('in the same second the user’s message comes first and the answer last', () => {
  const messages = [message('u1', 10), message('a1', 10, 'assistant', 'r1')];
  expect(ids(messages, [run('r1', 10)], all)).toEqual(['u1', 'r1', 'a1']);
});

test('a message never stands before the run that wrote it, even when the clocks disagree', () => {
  const messages = [message('u1', 10), message('a1', 11, 'assistant', 'r2')];
  expect(ids(messages, [run('r1', 12), run('r2', 13)], all)).toEqual(['u1', 'r1', 'r2', 'a1']);
});

test('messages without a time keep their place, runs without one come last', () => {
  const messages = [message('u1', 10), message('lost', null), message('u2', 20)];
  expect(ids(messages, [run('timeless', null), run('r1', 15)], all)).toEqual(['u1', 'lost', 'r1', 'u2', 'timeless']);
});

test('with messages left to read, runs after the last one wait', () => {
  const messages = [message('u1', 10), message('u2', 20)];
  const runs = [run('r1', 11), run('r2', 20), run('r3', 25)];
  expect(ids(messages, runs, { messages: 20, runs: null })).toEqual(['u1', 'r1', 'u2']);
  expect(ids(messages, runs, all)).toEqual(['u1', 'r1', 'u2', 'r2', 'r3']);
});

test('with runs left to read, messages after the last one wait', () => {
  const messages = [message('u1', 10), message('a1', 15, 'assistant'), message('u2', 30)];
  const runs = [run('r1', 11), run('r2', 20)];
  expect(ids(messages, runs, { messages: null, runs: 20 })).toEqual(['u1', 'r1', 'a1', 'r2']);
  expect(ids([message('u9', 90)], runs, { messages: null, runs: 20 })).toEqual(['r1', 'r2']);
});

test('only messages, only runs, nothing', () => {
  expect(ids([message('u1', 1)], [], all)).toEqual(['u1']);
  expect(ids([], [run('r1', 1)], all)).toEqual(['r1']);
  expect(ids([], [], all)).toEqual([]);
});

test('a horizon is the last time, and null at the end of the list', () => {
  expect(horizonOf([{ createdAt: 5 }, { createdAt: null }], true)).toBe(5);
  expect(horizonOf([{ createdAt: 5 }], false)).toBeNull();
  expect(horizonOf([], true)).toBe(Number.NEGATIVE_INFINITY);
});
