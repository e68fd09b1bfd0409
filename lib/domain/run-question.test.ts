import { expect, it } from 'vitest';
import { aMessage } from './domain-fixtures.ts';
import type { Message } from './message.ts';
import { questionOf } from './run-question.ts';
import { ms } from './time.ts';

const at = (id: string, role: string, second: number | null, runId: string | null = null): Message =>
  aMessage({ id, role, runId, createdAt: second === null ? null : ms(second * 1000) });

const run = { id: 'run_b', createdAt: ms(100_000) };
const ids = (messages: Message[], more = false) => {
  const found = questionOf(run, messages, more);
  return [found.messages.map((message) => message.id).join(' '), found.whole];
};

it('takes the messages between the answer before and the run, oldest first', () => {
  const thread = [
    at('later', 'user', 130),
    at('own', 'assistant', 101, 'run_b'),
    at('q2', 'user', 100),
    at('q1', 'user', 99),
    at('answer', 'assistant', 50, 'run_a'),
    at('q0', 'user', 40),
  ];
  expect(ids(thread, true)).toEqual(['q1 q2', true]);
});

it('goes back to the question of the run before where a run was started without a message', () => {
  expect(ids([at('answer', 'assistant', 90, 'run_a'), at('q1', 'user', 80), at('older', 'assistant', 70)])).toEqual([
    'q1',
    true,
  ]);
});

it('says when there may be more', () => {
  expect(ids([at('q1', 'user', 90)], true)).toEqual(['q1', false]);
  expect(ids([at('q1', 'user', 90)], false)).toEqual(['q1', true]);
  expect(ids([at('later', 'user', 130)], true)).toEqual(['', false]);
  expect(ids([], false)).toEqual(['', true]);
});

it('guesses nothing without times', () => {
  expect(ids([at('q1', 'user', null)])).toEqual(['', true]);
  expect(questionOf({ id: 'run_b', createdAt: null }, [at('q1', 'user', 1)], true)).toEqual({
    messages: [],
    whole: true,
  });
});
