import { describe, expect, it } from 'vitest';
import { readSseEvent, SseBlocks } from './sse-blocks.ts';

const EVENTS = [
  'event: a\ndata: {"x":1}\n\n',
  'data: two\ndata: lines\n\n',
  ': hb\n\n',
  'event: done\ndata: [DONE]\n\n',
];

function pieces(text: string, size: number): string[] {
  const blocks = new SseBlocks();
  const found: string[] = [];
  for (let at = 0; at < text.length; at += size) found.push(...blocks.push(text.slice(at, at + size)));
  return [...found, blocks.rest()];
}

describe('whole events', () => {
  it.each(['\n', '\r\n', '\r'])('are the same however the text is cut, with line breaks %j', (lineBreak) => {
    const text = EVENTS.join('').replaceAll('\n', lineBreak);
    for (let size = 1; size <= text.length; size++) {
      const found = pieces(text, size);
      expect(found.join('')).toBe(text);
      expect(found.flatMap((block) => readSseEvent(block) ?? [])).toEqual([
        { event: 'a', data: '{"x":1}' },
        { event: null, data: 'two\nlines' },
        { event: 'done', data: '[DONE]' },
      ]);
    }
  });

  it('hold back what is not whole', () => {
    const blocks = new SseBlocks();
    expect(blocks.push('data: a\n\ndata: b\n')).toEqual(['data: a\n\n']);
    expect(blocks.pending).toBe(8);
    expect(blocks.push('\n')).toEqual(['data: b\n\n']);
    expect(blocks.rest()).toBe('');
  });

  it('are found in a long one without looking at it again and again', () => {
    const blocks = new SseBlocks();
    const long = `data: ${'x'.repeat(1000)}`;
    let found: string[] = [];
    for (let i = 0; i < 2000; i++) found = blocks.push(long);
    expect(found).toEqual([]);
    expect(blocks.push('\n\n')).toHaveLength(1);
  });
});

it('reads names, data and nothing else', () => {
  expect(readSseEvent('id: 1\nretry: 5\nevent:x\ndata:{"a":1}\n\n')).toEqual({ event: 'x', data: '{"a":1}' });
  expect(readSseEvent('data\n\n')).toEqual({ event: null, data: '' });
  expect(readSseEvent(': comment\n\n')).toBeNull();
  expect(readSseEvent('event: nothing\n\n')).toBeNull();
});

describe('events over a size', () => {
  it('leave an empty text, however they arrive, and hold nothing', () => {
    const long = `event: big\ndata: ${'ö'.repeat(600)}\n\n`;
    const text = `data: 1\n\n${long}data: 2\n\n${long}${long}data: 3\n\n`;
    for (const size of [1, 2, 3, 7, 100, 999, 1_000, text.length]) {
      const blocks = new SseBlocks(1_000);
      const found: string[] = [];
      let most = 0;
      for (let at = 0; at < text.length; at += size) {
        found.push(...blocks.push(text.slice(at, at + size)));
        most = Math.max(most, blocks.pending);
      }
      expect(found).toEqual(['data: 1\n\n', '', 'data: 2\n\n', '', '', 'data: 3\n\n']);
      expect(most).toBeLessThanOrEqual(1_000);
    }
  });
});
