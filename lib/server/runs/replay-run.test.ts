import { beforeEach, expect, test, vi } from 'vitest';
import type { ReplayLine } from '../../domain/recording.ts';
import type { KeptStream, RecordedEvent } from '../archive/archive.ts';
import { createMemoryWireStore } from '../upstream/memory-wire-store.ts';
import { recordedStreams, replayRun } from './replay-run.ts';

const archived = vi.hoisted(() => ({ streams: [] as KeptStream[], parts: new Map<string, RecordedEvent[]>() }));

vi.mock('../archiving/the-archive.ts', () => ({
  theArchive: async () => ({
    wireStore: () => createMemoryWireStore(),
    listStreams: async (_: string, runId: string) => (runId === 'run_a' ? archived.streams : []),
    readStreamPart: async (_: string, __: string, startedAt: number, part: number) =>
      archived.parts.get(`${startedAt} ${part}`) ?? null,
  }),
}));

const KEY = 'thread_a.run_a';
const run = (id: string, status: string) => ({
  id,
  object: 'thread.run',
  thread_id: 'thread_a',
  status,
  created_at: 1,
});
const message = (value: string, status: string) => ({
  id: 'msg_a',
  object: 'thread.message',
  thread_id: 'thread_a',
  run_id: 'run_a',
  role: 'assistant',
  status,
  created_at: 2,
  content: value === '' ? [] : [{ type: 'text', text: { value, annotations: [] } }],
});
const piece = (value: string) => ({
  id: 'msg_a',
  object: 'thread.message.delta',
  delta: { content: [{ index: 0, type: 'text', text: { value } }] },
});
const event = (at: number, name: string, data: object | string): RecordedEvent => ({
  at,
  event: name,
  data: typeof data === 'string' ? data : JSON.stringify(data),
});

async function lines(): Promise<ReplayLine[]> {
  const all: ReplayLine[] = [];
  for await (const batch of replayRun('sample', KEY, new AbortController().signal)) all.push(...batch);
  return all;
}

beforeEach(() => {
  archived.streams = [
    { startedAt: 1_000, parts: [0, 1], events: 6, size: 1, ending: 'done' },
    { startedAt: 9_000, parts: [0], events: 1, size: 1, ending: null },
  ];
  archived.parts = new Map([
    [
      '1000 0',
      [event(0, 'thread.run.created', run('run_a', 'queued')), event(5, 'thread.run.created', run('run_b', 'queued'))],
    ],
    [
      '1000 1',
      [
        event(40, 'thread.message.created', message('', 'in_progress')),
        event(900, 'thread.message.delta', piece('Hel')),
        event(2_100, 'thread.message.delta', piece('lo')),
        event(2_200, 'junk', '{"cut'),
        event(2_300, 'done', '[DONE]'),
      ],
    ],
    ['9000 0', [event(10, 'thread.run.completed', run('run_a', 'completed'))]],
  ]);
});

test('what the streams told of the run comes with its times from the first beginning, over parts and streams', async () => {
  const told = await lines();
  expect(told.map((line) => (line.type === 'event' ? [line.at, line.event.type] : line))).toEqual([
    [0, 'run_changed'],
    [40, 'message_changed'],
    [900, 'message_changed'],
    [2_100, 'message_delta'],
    [8_010, 'ended'],
    { type: 'end', count: 5 },
  ]);
});

test('a clock that was set back between two streams turns no time back', async () => {
  archived.streams = archived.streams.map((one, place) => (place === 1 ? { ...one, startedAt: 1_500 } : one));
  archived.parts.set('1500 0', archived.parts.get('9000 0') ?? []);
  const times = (await lines()).flatMap((line) => (line.type === 'event' ? [line.at] : []));
  expect(times).toEqual([0, 40, 900, 2_100, 2_100]);
});

test('what follows a part that was not kept is left out of its stream', async () => {
  archived.parts.delete('1000 0');
  expect((await lines()).map((line) => (line.type === 'event' ? line.event.type : line))).toEqual([
    'ended',
    { type: 'end', count: 1 },
  ]);
});

test('the streams are told with how they ended; a run without any has none', async () => {
  expect(await recordedStreams('sample', KEY)).toEqual([
    { startedAt: 1_000, events: 6, ending: 'done' },
    { startedAt: 9_000, events: 1, ending: null },
  ]);
  expect(await recordedStreams('sample', 'thread_a.run_other')).toEqual([]);
});
