import { expect, test } from 'vitest';
import { type SentEvent, sentEventReader } from './sent-events.ts';

const STREAM =
  'retry: 2000\n\nid: e.1\nevent: snapshot\ndata: {"a":"é🚀"}\n\n: hb\n\nevent: run_changed\r\ndata: one\r\ndata: two\r\n\r\nid: e.3\n\ndata: last\n\nevent: cut\ndata: never';
const EVENTS: SentEvent[] = [
  { type: 'snapshot', id: 'e.1', data: '{"a":"é🚀"}' },
  { type: 'run_changed', id: null, data: 'one\ntwo' },
  { type: 'message', id: 'e.3', data: '' },
  { type: 'message', id: null, data: 'last' },
];

test('events are the same wherever the text is split, and one that breaks off is not given', () => {
  for (let size = 1; size <= STREAM.length; size++) {
    const read = sentEventReader();
    const events: SentEvent[] = [];
    for (let at = 0; at < STREAM.length; at += size) events.push(...read(STREAM.slice(at, at + size)));
    expect(events, `pieces of ${size}`).toEqual(EVENTS);
  }
});

test('a mark at the beginning and unknown fields are left out', () => {
  expect(sentEventReader()('\uFEFFfoo: bar\ndata:x\ndata\n\n')).toEqual([{ type: 'message', id: null, data: 'x\n' }]);
});
