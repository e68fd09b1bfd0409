import 'server-only';
import { fail } from '../../domain/failure.ts';
import type { Message } from '../../domain/message.ts';
import type { Page, PageQuery } from '../../domain/page.ts';
import type { Run } from '../../domain/run.ts';
import type { Step } from '../../domain/step.ts';
import type { Thread } from '../../domain/thread.ts';
import type { SourceReader } from '../upstream/dialect.ts';
import type { Source } from '../upstream/sources.ts';

export interface FakeData {
  threads: Thread[];
  runs: Run[];
  steps: Step[];
  messages: Message[];
  /** Raw JSON by id; that of the run by `run`. Everything else has `{}`. */
  texts: Record<string, string>;
  /** Bytes of files by id; others hold the word `bytes`. */
  bytes: Record<string, Uint8Array<ArrayBuffer>>;
  /** Wait that the source asks those who poll for, ms. */
  pollAfter: number | null;
  /** Names of reader methods in the order they were called. */
  calls: string[];
  /** Called before each method answers; may throw or wait. */
  before: (method: string, argument: string) => void | Promise<void>;
}

/** A source for unit tests of use cases: arrays behind the reader interface, listed in the order they stand in. */
export function fakeSource(id: string, some: Partial<FakeData>): { source: Source; data: FakeData } {
  const data: FakeData = {
    threads: [],
    runs: [],
    steps: [],
    messages: [],
    texts: {},
    bytes: {},
    pollAfter: null,
    calls: [],
    before: () => undefined,
    ...some,
  };
  const called = async (method: string, argument = '') => {
    data.calls.push(argument === '' ? method : `${method} ${argument}`);
    await data.before(method, argument);
  };
  const find = <T extends { id: string }>(items: T[], wanted: string): T =>
    items.find((item) => item.id === wanted) ?? fail('not_found', `No ${wanted} here.`);
  const parseKey = (key: string) => {
    const [threadId = '', runId = ''] = key.split('.');
    return { threadId, runId };
  };
  const reader: SourceReader = {
    source: id,
    runKey: (thread, run) => `${thread}.${run}`,
    parseKey,
    async listThreads(query) {
      await called('listThreads', query.cursor);
      return page(data.threads, query);
    },
    async getThread(thread) {
      await called('getThread', thread);
      return find(data.threads, thread);
    },
    async listMessages(thread, query) {
      await called('listMessages', thread);
      const items = data.messages.filter((message) => message.threadId === thread);
      return page(query.order === 'desc' ? items.reverse() : items, query);
    },
    async listRuns(thread, query) {
      await called('listRuns', thread);
      return page(
        data.runs.filter((run) => run.threadId === thread),
        query,
      );
    },
    async getRun(key) {
      await called('getRun', key);
      return find(data.runs, parseKey(key).runId);
    },
    async pollRun(key) {
      await called('pollRun', key);
      return { run: find(data.runs, parseKey(key).runId), pollAfter: data.pollAfter };
    },
    async listRunMessages(key, query) {
      await called('listRunMessages', key);
      return page(
        data.messages.filter((message) => message.runId === parseKey(key).runId),
        query,
      );
    },
    async listSteps(_key, query) {
      await called('listSteps', query.cursor);
      return page(data.steps, query);
    },
    async getStep(_key, step) {
      await called('getStep', step);
      return find(data.steps, step);
    },
    async getRaw(_key, target) {
      const wanted = 'step' in target ? target.step : 'message' in target ? target.message : 'run';
      await called('getRaw', wanted);
      return data.texts[wanted] ?? '{}';
    },
    async getRawOf(_kind, wanted) {
      await called('getRawOf', wanted);
      return data.texts[wanted] ?? '{}';
    },
    async getAssistant(assistant) {
      await called('getAssistant', assistant);
      return { id: assistant, name: `Name of ${assistant}`, model: null };
    },
    async getFile(file) {
      return { id: file, name: null, bytes: null, purpose: null, createdAt: null };
    },
    async getFileContent(file) {
      await called('getFileContent', file);
      const blob = new Blob([data.bytes[file] ?? 'bytes']);
      return { body: blob.stream(), bytes: blob.size };
    },
  };
  const writer = { createRun: notKept, updateRun: notKept, cancelRun: notKept, answerCalls: notKept };
  const source: Source = {
    id,
    name: id.toUpperCase(),
    recorded: () => [],
    dialect: {
      name: 'fake',
      headers: {},
      passThrough: {},
      operate: () => writer,
      connect: () => reader,
      recognise,
      wireObjects: () => [],
      wireObjectsOf: () => [],
      archived: () => ({ getJson: notKept, getBytes: notKept }),
      collectStream: () => ({ wants: () => false, add: () => false, objects: () => [], grown: () => [] }),
      readStream: () => ({
        read: () => null,
        wants: () => false,
        add: () => false,
        objects: () => [],
        grown: () => [],
      }),
      textRoles: {
        roleOf: () => ({ class: null, is: 'text', whole: false }),
        spanOf: () => null,
        isFieldName: () => false,
      },
      stateRank: () => 0,
    },
    baseUrl: `https://${id}.example/v1`,
    address: `${id}.example/v1`,
    reader,
    writer,
    pass: notKept,
    hasKey: true,
    collector: () => reader,
    capabilities: () => [],
    forgetCapabilities: () => {
      data.calls.push('forgetCapabilities');
    },
  };
  return { source, data };
}

async function notKept(): Promise<never> {
  return fail('not_found', 'Nothing is kept of a fake source.');
}

function recognise(text: string) {
  const find = (prefix: string) => new RegExp(`${prefix}_\\w+`).exec(text)?.[0] ?? null;
  const found = { threadId: find('thread'), runId: find('run'), stepId: find('step'), messageId: find('msg') };
  return Object.values(found).some((id) => id !== null) ? found : null;
}

function page<T extends { id: string }>(items: readonly T[], query: PageQuery): Page<T> {
  const start = query.cursor === undefined ? 0 : items.findIndex((item) => item.id === query.cursor) + 1;
  const slice = items.slice(start, start + query.limit);
  const more = start + slice.length < items.length;
  return { items: slice, nextCursor: more ? (slice.at(-1)?.id ?? null) : null, total: null };
}
