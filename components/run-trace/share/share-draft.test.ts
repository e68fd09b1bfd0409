import { expect, test } from 'vitest';
import type { RedactionHit } from '#lib/domain/redaction.ts';
import { groupHits } from './hit-groups.ts';
import { choiceOf, isOn, NEW_DRAFT, withPlace, withValue } from './share-draft.ts';
import { placeWords, reasonWords } from './share-words.ts';
import { openTrace } from '#lib/domain/trace-state.ts';
import { aRun, aStep } from '#lib/domain/domain-fixtures.ts';

const hit = (id: string, valueId: string, more: Partial<RedactionHit> = {}): RedactionHit => ({
  id,
  valueId,
  reason: 'emails',
  class: null,
  pattern: null,
  place: {
    kind: 'step',
    id: 'b',
    path: ['step_details', 'tool_calls', 0, 'function'],
    start: 0,
    end: 3,
    inName: false,
  },
  before: '',
  text: 'a@b.example',
  after: '',
  replacement: '[person 1]',
  on: true,
  fixed: false,
  ...more,
});
const hits: [RedactionHit, RedactionHit, RedactionHit] = [hit('h1', 'v1'), hit('h2', 'v1'), hit('h3', 'v1')];
const on = (except: readonly string[]) => hits.filter((one) => isOn(one, except)).map(({ id }) => id);

test('a value is left in everywhere, and taken out again', () => {
  const left = withValue([], hits, false);
  expect(left).toEqual(['v1']);
  expect(on(left)).toEqual([]);
  expect(on(withValue([...left, 'other'], hits, true))).toEqual(['h1', 'h2', 'h3']);
  expect(withValue([...left, 'other'], hits, true)).toEqual(['other']);
});

test('one place is left in, and one is taken out of a value that was left in', () => {
  expect(on(withPlace([], hits[1], hits, false))).toEqual(['h1', 'h3']);
  expect(on(withPlace(withPlace([], hits[1], hits, false), hits[1], hits, true))).toEqual(['h1', 'h2', 'h3']);
  expect(on(withPlace(['v1'], hits[1], hits, true))).toEqual(['h2']);
});

test('what is always taken out cannot be left in', () => {
  expect(isOn(hit('h', 'v', { fixed: true }), ['h', 'v'])).toBe(true);
});

test('hits stand by value, those of a class together', () => {
  const logs = { reason: 'class', class: 'logs' } as const;
  const groups = groupHits([hits[0], hit('c1', 'x', logs), hits[1], hit('c2', 'y', logs)]);
  expect(groups.map(({ whole, hits: of }) => [whole, of.map(({ id }) => id)])).toEqual([
    [false, ['h1', 'h2']],
    [true, ['c1', 'c2']],
  ]);
  expect(reasonWords(hit('c', 'x', logs))).toBe('Logs');
});

test('marked words are spots wherever they stand', () => {
  expect(choiceOf({ ...NEW_DRAFT, spots: ['Ada'] })).toMatchObject({
    spots: [{ text: 'Ada' }],
    rules: ['keys', 'emails', 'phones', 'cards', 'ips'],
  });
});

test('a place is named by its step and its path', () => {
  const steps = [aStep({ id: 'a' }), aStep({ id: 'b', messageId: 'msg' })];
  const state = openTrace({ run: aRun(), steps: { items: steps, nextCursor: null, total: null } });
  expect(placeWords(hits[0], state)).toBe('Step 2, tool_calls[0].function');
  const named = { ...hits[0].place, kind: 'message', id: 'msg', path: ['content', 0, 'text'], inName: true } as const;
  expect(placeWords(hit('h', 'v', { place: { ...named, path: [...named.path] } }), state)).toBe(
    'Message of step 2, content[0].text (its name)',
  );
});
