import 'server-only';
import type { z } from 'zod/mini';
import { messagePageSchema, threadPageSchema, threadSchema } from '../../contract/message-schema.ts';
import { runPageSchema, runSchema } from '../../contract/run-schema.ts';
import { stepPageSchema, stepSchema } from '../../contract/step-schema.ts';
import { fail, isFailure } from '../../domain/failure.ts';
import { isId } from '../../domain/ids.ts';
import type { Json } from '../../domain/json.ts';
import { type ConformanceCheck, contractProblem } from './dialect-conformance-contract.ts';
import { mutated, seededRandom } from './dialect-conformance-mutation.ts';
import type { Dialect, SourceReader } from './dialect.ts';
import type { Upstream } from './upstream-fetch.ts';

/** What the checks of a reader need. */
export interface ReaderSubject {
  dialect: Dialect;
  /** Ids as the dialect's sources make them. */
  ids: { threadId: string; runId: string; stepId: string; messageId: string };
  fixtures: readonly { wire: Json }[];
}

interface Method {
  name: string;
  call(reader: SourceReader, id: Ids): Promise<unknown>;
  schema?: z.ZodMiniType<unknown>;
}

interface Ids {
  key: string;
  thread: string;
  step: string;
  message: string;
  cursor: string | undefined;
}

const { signal } = new AbortController();
const page = ({ cursor }: Ids) => ({ cursor, limit: 100 });

const METHODS: readonly Method[] = [
  { name: 'listThreads', call: (reader, id) => reader.listThreads(page(id), signal), schema: threadPageSchema },
  { name: 'getThread', call: (reader, id) => reader.getThread(id.thread, signal), schema: threadSchema },
  {
    name: 'listMessages',
    call: (reader, id) => reader.listMessages(id.thread, page(id), signal),
    schema: messagePageSchema,
  },
  { name: 'listRuns', call: (reader, id) => reader.listRuns(id.thread, page(id), signal), schema: runPageSchema },
  { name: 'getRun', call: (reader, id) => reader.getRun(id.key, signal), schema: runSchema },
  {
    name: 'listRunMessages',
    call: (reader, id) => reader.listRunMessages(id.key, page(id), signal),
    schema: messagePageSchema,
  },
  { name: 'listSteps', call: (reader, id) => reader.listSteps(id.key, page(id), signal), schema: stepPageSchema },
  { name: 'getStep', call: (reader, id) => reader.getStep(id.key, id.step, signal), schema: stepSchema },
  { name: 'getRaw run', call: (reader, id) => reader.getRaw(id.key, { run: true }, signal) },
  { name: 'getRaw step', call: (reader, id) => reader.getRaw(id.key, { step: id.step }, signal) },
  { name: 'getRaw message', call: (reader, id) => reader.getRaw(id.key, { message: id.message }, signal) },
  { name: 'getRawOf assistant', call: (reader, id) => reader.getRawOf('assistant', id.thread, signal) },
  { name: 'getAssistant', call: (reader, id) => reader.getAssistant(id.thread, signal) },
  { name: 'getFile', call: (reader, id) => reader.getFile(id.thread, signal) },
  { name: 'getFileContent', call: (reader, id) => reader.getFileContent(id.thread, signal) },
];

/** Calls of one method, pages and single objects together, beyond which a reader does not end. */
const MAX_CALLS = 25;
const BAD_IDS = ['', '.', '..', '../x', 'a/b', 'a?b=c', 'a b', 'a%2Fb', 'ä', 'a\n', 'x'.repeat(129)];
const ODD_ANSWERS: readonly Json[] = [
  null,
  true,
  0,
  'text',
  [],
  {},
  [null, 1, 'x', [], {}],
  { data: null },
  { data: {} },
];

/** Checks of a dialect's reader and of `recognise`. */
export function readerChecks({ dialect, ids, fixtures }: ReaderSubject): ConformanceCheck[] {
  const key = dialect
    .connect(
      'src',
      answering(() => null),
    )
    .runKey(ids.threadId, ids.runId);
  const good: Ids = { key, thread: ids.threadId, step: ids.stepId, message: ids.messageId, cursor: undefined };

  const checkBadIds = async () => {
    for (const bad of BAD_IDS) {
      for (const { name, call } of METHODS) {
        let calls = 0;
        const reader = dialect.connect(
          'src',
          answering(() => (calls++, {})),
        );
        const id: Ids = { ...good, key: bad, thread: bad, step: bad, message: bad, cursor: bad || undefined };
        if (name === 'listThreads' && bad === '') continue;
        const error: unknown = await call(reader, id).then(
          () => null,
          (reason: unknown) => reason,
        );
        if (!isFailure(error, 'invalid_id')) throw new Error(`${name}(${JSON.stringify(bad)}) gave ${String(error)}`);
        if (calls > 0) throw new Error(`${name}(${JSON.stringify(bad)}) made a call`);
      }
    }
  };

  const checkAnswers = async () => {
    const random = seededRandom(7);
    const wires = fixtures.flatMap(({ wire }) => [wire, mutated(wire, random), mutated(wire, random)]);
    const lists = wires.flatMap((wire): Json[] => [
      [wire],
      mutated({ object: 'list', data: [wire, wire, null], last_id: 'x', has_more: true }, random),
    ]);
    for (const answer of [...ODD_ANSWERS, ...wires, ...lists]) {
      for (const method of METHODS) await checkAnswer(dialect, method, good, () => answer);
    }
  };

  const checkFailures = async () => {
    for (const code of ['not_found', 'capability_missing', 'upstream_rejected', 'upstream_too_large'] as const) {
      for (const method of METHODS)
        await checkAnswer(dialect, method, good, () => fail(code, 'no', { upstreamStatus: 400 }));
    }
  };

  return [
    { name: 'reader: a key gives its ids back', run: () => checkKey(dialect, ids, key) },
    { name: 'reader: bad ids are refused before a call', run: checkBadIds },
    { name: 'reader: any answer is mapped to contract or is a failure', run: checkAnswers },
    { name: 'reader: failures of the source stay failures and end', run: checkFailures },
    { name: 'recognise: any text gives ids or null', run: () => checkRecognise(dialect, fixtures) },
  ];
}

async function checkAnswer(dialect: Dialect, method: Method, id: Ids, answer: () => Json): Promise<void> {
  let calls = 0;
  const reader = dialect.connect(
    'src',
    answering(() => (calls++, answer())),
  );
  try {
    const value = await method.call(reader, id);
    const problem = method.schema ? contractProblem(method.schema, value) : null;
    if (problem) throw new Error(`${method.name}: ${problem}`);
  } catch (error) {
    if (!isFailure(error)) throw error;
  }
  if (calls > MAX_CALLS) throw new Error(`${method.name} made ${calls} calls`);
}

function checkKey(dialect: Dialect, ids: ReaderSubject['ids'], key: string): void {
  const parsed = dialect
    .connect(
      'src',
      answering(() => null),
    )
    .parseKey(key);
  if (parsed.threadId !== ids.threadId || parsed.runId !== ids.runId) throw new Error(`${key} gave other ids`);
}

function checkRecognise(dialect: Dialect, fixtures: ReaderSubject['fixtures']): void {
  const random = seededRandom(11);
  const texts = fixtures.flatMap(({ wire }) => {
    const json = JSON.stringify(wire);
    const at = Math.floor(random() * json.length);
    return [json, json.slice(0, at), json.slice(at), `https://host/${json.slice(0, at)}`, encodeURIComponent(json)];
  });
  for (const text of [...texts, '', ' ', '{', 'https://', 'https://%', '%', 'x'.repeat(1_000_000)]) {
    for (const id of Object.values(dialect.recognise(text) ?? {})) {
      if (id !== null && !isId(id)) throw new Error(`${text.slice(0, 200)} gave the id ${JSON.stringify(id)}`);
    }
  }
}

function answering(answer: () => Json): Upstream {
  return {
    async getJson() {
      const value = answer();
      return { value, text: JSON.stringify(value) };
    },
    async getBytes() {
      answer();
      return { body: new ReadableStream<Uint8Array>(), bytes: null };
    },
  };
}
