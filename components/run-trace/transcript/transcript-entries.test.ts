import { expect, it } from 'vitest';
import { aMessage, aRun, aStep, functionCall } from '#lib/domain/domain-fixtures.ts';
import type { Message } from '#lib/domain/message.ts';
import { ms } from '#lib/domain/time.ts';
import { openTrace, type TraceState } from '#lib/domain/trace-state.ts';
import { entryHeight, type Question, transcriptEntries } from './transcript-entries.ts';

const at = (second: number) => ({ createdAt: ms(second * 1000) });
const step = (id: string, second: number, messageId: string | null = null) =>
  aStep({ id, messageId, kind: messageId === null ? 'tools' : 'message', ...at(second) });
const trace = (status: string, ...steps: ReturnType<typeof step>[]): TraceState =>
  openTrace({ run: aRun({ status, ...at(0) }), steps: { items: steps, nextCursor: null, total: null } });
const map = (...messages: Message[]) => new Map(messages.map((message) => [message.id, message]));
const ids = (state: TraceState, messages = map(), question: Question = null) =>
  transcriptEntries(state, messages, question).map((entry) => entry.id);

it('puts the question first, steps in the source’s order, and the end last unless the run was completed', () => {
  const asked = { messages: [aMessage({ id: 'q', role: 'user' })] };
  const steps = [step('b', 3), step('a', 3, 'm')];
  expect(ids(trace('completed', ...steps), map(), asked)).toEqual(['question', 'step b', 'step a']);
  expect(ids(trace('failed', ...steps), map(), { messages: [] })).toEqual(['step b', 'step a', 'end']);
  expect(ids(trace('dreaming'), map(), 'pending')).toEqual(['question', 'end']);
});

it('puts messages that no step wrote where their time puts them, those without a time at the end', () => {
  const state = trace('completed', step('a', 2, 'm1'), step('b', 6));
  const own = (id: string, more: Partial<Message>) => aMessage({ id, runId: state.run.id, ...more });
  const messages = map(
    own('m1', at(3)),
    own('late', {}),
    own('between', at(4)),
    own('early', at(1)),
    own('asked', at(0)),
    aMessage({ id: 'of another run', runId: 'run_z', ...at(4) }),
    aMessage({ id: 'of nobody', runId: null, ...at(4) }),
  );
  const question = { messages: [own('asked', at(0))] };
  expect(ids(state, messages, question)).toEqual([
    'question',
    'message early',
    'step a',
    'message between',
    'step b',
    'message late',
  ]);
});

it('says where steps are still being read, and shows no loose messages until all are there', () => {
  const state: TraceState = { ...trace('failed', step('a', 1)), nextCursor: 'a', tail: [step('z', 90)] };
  expect(ids(state, map(aMessage({ id: 'loose', runId: state.run.id, ...at(2) })))).toEqual([
    'step a',
    'reading',
    'step z',
    'end',
  ]);
});

it('keeps the entry of a step as long as nothing about it changes, and names the model once', () => {
  const state = trace('completed', step('a', 1, 'm1'), step('b', 2, 'm2'));
  const [one, two] = transcriptEntries(state, map(), null);
  const [again] = transcriptEntries({ ...state }, map(), 'pending').slice(1);
  expect(again).toBe(one);
  expect([one, two].map((entry) => entry?.kind === 'step' && entry.first)).toEqual([true, false]);
});

it('knows the height of folded cards', () => {
  const entry = transcriptEntries(trace('completed', { ...step('a', 1), calls: [] }), map(), null)[0];
  const calls = [functionCall('a'), functionCall('b')];
  const waiting = transcriptEntries(trace('completed', { ...step('b', 1), calls }), map(), null)[0];
  expect([entryHeight(entry), entryHeight(waiting)]).toEqual([54, 130]);
});
