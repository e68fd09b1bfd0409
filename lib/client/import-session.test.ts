// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from 'vitest';
import {
  cancelImport,
  currentImport,
  forgetImport,
  importText,
  isImporting,
  onImport,
  startImport,
} from './import-session.ts';
import { looksImportable } from './pasted-json.ts';

const sent: { form: FormData; headers: Record<string, string> }[] = [];
let answer: { status: number; body: unknown };
let states: unknown[];
const deleted: string[] = [];

class FakeRequest extends EventTarget {
  upload = new EventTarget();
  status = 0;
  responseText = '';
  headers: Record<string, string> = {};
  open() {}
  setRequestHeader(name: string, value: string) {
    this.headers[name] = value;
  }
  getResponseHeader = () => 'application/json';
  abort() {
    this.dispatchEvent(new Event('abort'));
  }
  send(form: FormData) {
    sent.push({ form, headers: this.headers });
    this.upload.dispatchEvent(Object.assign(new Event('progress'), { loaded: 5, total: 10 }));
    if (answer.status === 0) return;
    this.status = answer.status;
    this.responseText = JSON.stringify(answer.body);
    this.dispatchEvent(new Event('load'));
  }
}

const counts = {
  bytes: 1,
  totalBytes: 2,
  files: 1,
  understood: 1,
  raw: 0,
  refused: 0,
  runs: 0,
  totalRuns: null,
  others: 0,
  totalOthers: null,
};
const state = (word: string, more: object = {}) => ({
  progress: { id: 'imp_1', state: word, ...counts },
  report: null,
  error: null,
  ...more,
});
const REPORT = {
  id: 'imp_1',
  runs: [{ source: 'file', key: 't.r' }],
  moreRuns: 0,
  understood: 1,
  raw: 0,
  refused: [],
  moreRefused: 0,
};

beforeEach(() => {
  forgetImport();
  sent.length = 0;
  deleted.length = 0;
  answer = { status: 202, body: { id: 'imp_1' } };
  states = [];
  vi.stubGlobal('XMLHttpRequest', FakeRequest);
  vi.stubGlobal('fetch', async (path: string, init?: RequestInit) => {
    if (init?.method === 'DELETE') deleted.push(path);
    return Response.json(states.length > 1 ? states.shift() : states[0]);
  });
});

test('files are sent with their paths, followed, and reported', async () => {
  states = [state('reading'), state('keeping'), state('done', { report: REPORT })];
  const phases: string[] = [];
  const stop = onImport(() => phases.push(currentImport().phase));
  await startImport([{ name: 'runs/a.json', file: new Blob(['{}']) }]);
  stop();
  expect([...new Set(phases)]).toEqual(['sending', 'working', 'done']);
  expect(currentImport()).toEqual({ phase: 'done', report: REPORT });
  expect(sent[0]?.headers).toEqual({ 'x-runlens': '1', prefer: 'respond-async' });
  expect(sent[0]?.form.get('file')).toMatchObject({ name: 'runs/a.json' });
});

test('what the server says is shown, when sending and afterwards', async () => {
  answer = { status: 413, body: { error: { code: 'payload_too_large', message: 'Too large.', request_id: 'r' } } };
  await importText('{}');
  expect(currentImport()).toEqual({ phase: 'failed', message: 'Too large.', kept: false });
  answer = { status: 202, body: { id: 'imp_1' } };
  states = [state('failed', { error: { code: 'not_understood', message: 'Nothing was understood.' } })];
  await importText('{}');
  expect(currentImport()).toEqual({ phase: 'failed', message: 'Nothing was understood.', kept: false });
});

test('cancelling ends the sending, or the import on the server', async () => {
  answer = { status: 0, body: null };
  const sending = importText('{}');
  expect(isImporting()).toBe(true);
  cancelImport();
  await sending;
  expect(currentImport()).toEqual({ phase: 'cancelled', kept: false });
  answer = { status: 202, body: { id: 'imp_1' } };
  states = [state('reading'), state('cancelled')];
  const working = importText('{}');
  await vi.waitFor(() => expect(currentImport().phase).toBe('working'));
  cancelImport();
  await working;
  expect(deleted).toEqual(['/api/imports/imp_1']);
  expect(currentImport()).toEqual({ phase: 'cancelled', kept: false });
});

test.each(['cancelled', 'failed', 'interrupted'])(
  'one that ended as %s in the middle says that some of it is kept',
  async (ended) => {
    const some = state(ended);
    states = [{ ...some, progress: { ...some.progress, others: 500, totalOthers: 900 } }];
    await importText('{}');
    expect(currentImport()).toMatchObject({ kept: true });
  },
);

test('one import at a time', async () => {
  answer = { status: 0, body: null };
  const first = importText('{}');
  await importText('{"second":1}');
  expect(sent).toHaveLength(1);
  cancelImport();
  await first;
});

test.each([
  ['{"id":"run_1"}', true],
  ['  [\n{"a":1}\n]', true],
  ['event: thread.run.created\ndata: {}', true],
  ['data: {"id":1}', true],
  ['thread_abc', false],
  ['https://host/threads/thread_a', false],
  ['{not json', false],
  ['', false],
])('%j may be imported: %s', (text, importable) => {
  expect(looksImportable(text)).toBe(importable);
});
