import { beforeEach, describe, expect, test, vi } from 'vitest';
import { aMessage, aRun, aStep, codeCall } from '../../domain/domain-fixtures.ts';
import { fail } from '../../domain/failure.ts';
import { ms } from '../../domain/time.ts';
import { type FakeData, fakeSource } from '../runs/fake-source.ts';
import type { Source } from '../upstream/sources.ts';
import { parseBundle } from './bundle.ts';
import { exportRuns, type ExportOrder } from './export-runs.ts';

const sources: Source[] = [];
vi.mock('../upstream/sources.ts', () => ({
  getSource: (id: string) => sources.find((source) => source.id === id) ?? fail('not_found', 'No such source.'),
}));

const { signal } = new AbortController();
const KEY = 'thread_a.run_a';
let data: FakeData;

beforeEach(() => {
  const image = codeCall('plot()');
  if (image.kind === 'code_interpreter') image.outputs.push({ type: 'image', fileId: 'file-img' });
  const made = fakeSource('src', {
    runs: [
      aRun({ source: 'src', id: 'run_a', createdAt: ms(5000), fileIds: ['file-given'] }),
      aRun({ source: 'src', id: 'run_b', createdAt: ms(9000) }),
    ],
    steps: [
      ...Array.from({ length: 120 }, (_, i) => aStep({ id: `step_${i}` })),
      aStep({ id: 'step_img', calls: [image] }),
    ],
    messages: [
      aMessage({ id: 'msg_late', runId: null, role: 'user', createdAt: ms(7000) }),
      aMessage({ id: 'msg_answer', createdAt: ms(6000) }),
      aMessage({ id: 'msg_ask', runId: null, role: 'user', createdAt: ms(4000) }),
      aMessage({ id: 'msg_old', runId: 'run_0', createdAt: ms(3000) }),
      aMessage({ id: 'msg_older', runId: null, role: 'user', createdAt: ms(2000) }),
    ],
    texts: { run: '{ "id":"run_a",\r\n "n": 1.0, "s":"a\\nb" }\n', step_7: '{"seven" : "\\ud83d"}' },
    bytes: { 'file-img': Uint8Array.from({ length: 1000 }, (_, i) => i % 251) },
  });
  // The thread's messages are asked for newest first, and the fake turns its list around.
  data = made.data;
  data.messages.reverse();
  sources.splice(0, sources.length, made.source);
});

async function exported(order: Partial<ExportOrder>): Promise<string> {
  let text = '';
  for await (const one of exportRuns({ runs: [{ source: 'src', key: KEY }], format: 'json', ...order }, signal).body) {
    text += one;
  }
  return text;
}

describe('bundle', () => {
  test('holds run, thread, assistant, question, messages, steps and files with their texts and bytes as they are', async () => {
    const bundle = parseBundle(await exported({}));
    expect(bundle.runs).toEqual([{ source: 'src', key: KEY }]);
    const { objects } = bundle;
    const names = objects.map(({ kind, id }) => `${kind} ${id}`);
    expect(names.slice(0, 6)).toEqual([
      'run run_a',
      'thread thread_a',
      'assistant asst_a',
      'message msg_ask',
      'message msg_answer',
      'step step_0',
    ]);
    expect(objects.filter(({ kind }) => kind === 'step').map(({ id }) => id)).toEqual(data.steps.map(({ id }) => id));
    expect(names.slice(-2)).toEqual(['file file-given', 'file file-img']);
    expect(objects[0]).toMatchObject({ text: data.texts.run, threadId: 'thread_a', runId: 'run_a', createdAt: 5000 });
    expect(objects.find(({ id }) => id === 'step_7')?.text).toBe(data.texts.step_7);
    expect(objects.find(({ id }) => id === 'msg_ask')?.runId).toBeNull();
    expect(bundle.files.map(({ fileId }) => fileId)).toEqual(['file-given', 'file-img']);
    expect(Buffer.from(bundle.files[1]?.base64 ?? '', 'base64')).toEqual(Buffer.from(data.bytes['file-img'] ?? []));
    expect(bundle.missing).toEqual([]);
  });

  test('says what the source does not have, and goes on', async () => {
    data.before = (method, id) => {
      if (method === 'getRawOf' && id === 'asst_a') fail('not_found', 'No assistant.');
      if (method === 'getRaw' && id === 'step_3') fail('not_found', 'No step.');
      if (method === 'getFileContent' && id === 'file-given') fail('upstream_rejected', 'Not allowed to download.');
    };
    const bundle = parseBundle(await exported({}));
    expect(bundle.missing.map(({ kind, id, code }) => [kind, id, code])).toEqual([
      ['assistant', 'asst_a', 'not_found'],
      ['step', 'step_3', 'not_found'],
      ['bytes', 'file-given', 'upstream_rejected'],
    ]);
    expect(bundle.objects.filter(({ kind }) => kind === 'step')).toHaveLength(120);
  });

  test('throws what breaks off in the middle', async () => {
    data.before = (method, id) => {
      if (method === 'getRaw' && id === 'step_90') fail('upstream_unreachable', 'The line is cut.');
    };
    await expect(exported({})).rejects.toThrow('The line is cut.');
  });

  test('several runs: each object and file once; a run that is gone, and a source, are said to be missing', async () => {
    const runs = ['run_a', 'run_b', 'run_none', 'run_a'].map((id) => ({ source: 'src', key: `thread_a.${id}` }));
    const bundle = parseBundle(await exported({ runs: [...runs, { source: 'elsewhere', key: KEY }] }));
    const ids = bundle.objects.map(({ kind, id }) => `${kind} ${id}`);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain('run run_b');
    expect(ids).toContain('message msg_late');
    expect(bundle.runs).toHaveLength(4);
    expect(bundle.missing.map(({ source, kind, id }) => [source, kind, id])).toEqual([
      ['src', 'run', 'thread_a.run_none'],
      ['elsewhere', 'run', KEY],
    ]);
  });

  test('one run that is gone is a failure', async () => {
    const gone = { runs: [{ source: 'src', key: 'thread_a.run_none' }] };
    for (const format of ['json', 'jsonl', 'md'] as const) {
      await expect(exported({ ...gone, format })).rejects.toMatchObject({ failure: { code: 'not_found' } });
    }
  });
});

describe('lines', () => {
  test('one object a line, its JSON as received but for line breaks between its parts', async () => {
    const lines = (await exported({ format: 'jsonl' })).split('\n');
    expect(lines.pop()).toBe('');
    expect(lines).toHaveLength(128);
    expect(lines[0]).toBe(
      '{"source":"src","kind":"run","id":"run_a","threadId":"thread_a","runId":"run_a","createdAt":5000,"object":{ "id":"run_a",  "n": 1.0, "s":"a\\nb" }}',
    );
    for (const line of lines) expect(JSON.parse(line)).toHaveProperty('object');
    expect(data.calls.some((call) => call.startsWith('getFileContent'))).toBe(false);
  });

  test('what is missing has a line of its own', async () => {
    data.before = (method, id) => {
      if (method === 'getRaw' && id === 'step_0') fail('not_found', 'No step.');
    };
    const lines = (await exported({ format: 'jsonl' })).split('\n');
    const missing = lines.filter((line) => line.includes('"missing"')).map((line) => JSON.parse(line));
    expect(missing).toMatchObject([{ kind: 'missing', id: 'step_0', object: { kind: 'step', code: 'not_found' } }]);
  });
});

describe('Markdown and names', () => {
  test('each run within its budget, one after the other', async () => {
    const runs = ['run_a', 'run_none', 'run_b'].map((id) => ({ source: 'src', key: `thread_a.${id}` }));
    const parts = (await exported({ format: 'md', runs, budget: 500 })).split('\n---\n\n');
    expect(parts.map((part) => part.split('\n')[0])).toEqual([
      '# Run `run_a`: completed',
      '# Run `thread_a.run_none` of `src`: not read',
      '# Run `run_b`: completed',
    ]);
    for (const part of parts) expect(part.length).toBeLessThanOrEqual(2000);
  });

  test('a name of its own for one run, a count for several', () => {
    const name = (keys: string[], format: ExportOrder['format']) =>
      exportRuns({ runs: keys.map((key) => ({ source: 'src', key })), format }, signal).name;
    expect(name([KEY], 'json')).toBe('run_a.runlens.json');
    expect(name([KEY, KEY], 'md')).toBe('run_a.md');
    expect(name([KEY, 'thread_a.run_b'], 'jsonl')).toBe('2-runs.jsonl');
  });
});
