import { expect, test } from 'vitest';
import { textHead } from './text-head.ts';
import { aMessage, aStep, codeCall } from './domain-fixtures.ts';
import { messageLine } from './message.ts';
import { stepTitle } from './step-title.ts';
import type { OtherCall } from './tool-call.ts';
import { toolSubject } from './tool-words.ts';
import { objectOf } from './tool-payload.ts';

const other = (type: string, payload: string): OtherCall => {
  return { kind: 'other', id: 'call_a', type, name: null, payload: { text: payload }, extra: {} };
};

test('a text is not cut inside a pair', () => {
  expect(textHead('ab😀c', 3)).toBe('ab');
  expect(textHead('ab😀c', 4)).toBe('ab😀');
  expect(textHead('ab😀', 4)).toBe('ab😀');
  expect(textHead('abc', 2)).toBe('ab');
  expect(textHead('', 2)).toBe('');
});

test('words of titles are whole characters wherever they are cut', () => {
  for (let before = 0; before < 4; before++) {
    const text = 'a'.repeat(before) + '😀'.repeat(2000);
    const message = aMessage({ content: [{ type: 'text', text: { text }, annotations: [] }] });
    for (const limit of [119, 120, 200]) expect(messageLine(message, limit).isWellFormed()).toBe(true);
    expect(stepTitle(aStep({ calls: [codeCall(text)] })).subject.isWellFormed()).toBe(true);
    expect(toolSubject(other('sharepoint_grounding', JSON.stringify({ input: text }))).isWellFormed()).toBe(true);
  }
});

test('halves of pairs that a payload escapes are read as the character for what is none', () => {
  const { payload } = other('mcp', String.raw`{"name":"a\ud800b","ok":"\ud83d\ude00"}`);
  expect(objectOf(payload)).toEqual({ name: 'a\ufffdb', ok: '😀' });
});
