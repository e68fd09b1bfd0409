import { describe, expect, test } from 'vitest';
import { fail } from '../../domain/failure.ts';
import { isJsonObject, type Json } from '../../domain/json.ts';
import type { Thread } from '../../domain/thread.ts';
import { type ConformanceSubject, dialectChecks } from './dialect-conformance.ts';
import { lostValues } from './dialect-conformance-loss.ts';
import { mutated, seededRandom } from './dialect-conformance-mutation.ts';
import type { Dialect, SourceReader } from './dialect.ts';

const WIRE = { id: 'thread_a', object: 'thread', metadata: { a: 'b' } };

/** Keeps everything in `extra`: loses nothing, and keeps to the contract. */
function keepAll(wire: Json): Thread {
  const extra = isJsonObject(wire) ? wire : { value: wire };
  return { source: 'src', id: 'x', object: null, createdAt: null, metadata: null, toolResources: null, extra };
}

const refuse = async (): Promise<never> => fail('invalid_id', 'no');
const reader = {
  source: 'src',
  runKey: (threadId, runId) => `${threadId}.${runId}`,
  parseKey: (key) => ({ threadId: key.split('.')[0] ?? '', runId: key.split('.')[1] ?? '' }),
  listThreads: refuse,
  getThread: refuse,
  listMessages: refuse,
  listRuns: refuse,
  getRun: refuse,
  pollRun: refuse,
  listRunMessages: refuse,
  listSteps: refuse,
  getStep: refuse,
  getRaw: refuse,
  getRawOf: refuse,
  getAssistant: refuse,
  getFile: refuse,
  getFileContent: refuse,
} satisfies SourceReader;
const dialect: Dialect = {
  name: 'd',
  headers: {},
  passThrough: {},
  operate: () => ({ createRun: refuse, updateRun: refuse, cancelRun: refuse, answerCalls: refuse }),
  connect: () => reader,
  recognise: () => null,
  wireObjects: () => [],
  wireObjectsOf: () => [],
  archived: () => ({ getJson: refuse, getBytes: refuse }),
  collectStream: () => ({ wants: () => false, add: () => false, objects: () => [], grown: () => [] }),
  readStream: () => ({ read: () => null, wants: () => false, add: () => false, objects: () => [], grown: () => [] }),
  textRoles: {
    roleOf: () => ({ class: null, is: 'text', whole: false }),
    spanOf: () => null,
    isFieldName: () => false,
  },
  stateRank: () => 0,
};

const SUBJECT: ConformanceSubject = {
  dialect,
  ids: { threadId: 'thread_a', runId: 'run_a', stepId: 'step_a', messageId: 'msg_a' },
  map: { thread: keepAll },
  fixtures: [{ name: 'one', kind: 'thread', wire: WIRE, holds: { extra: { metadata: { a: 'b' } } } }],
  ignore: () => false,
};

/** Messages of the checks that a subject fails. */
async function failures(subject: ConformanceSubject): Promise<string> {
  const found: string[] = [];
  for (const { name, run } of dialectChecks(subject)) {
    try {
      await run();
    } catch (error) {
      found.push(`${name}: ${String(error)}`);
    }
  }
  return found.join('\n');
}

describe('the conformance checks', () => {
  test('pass a dialect that keeps to them', async () => expect(await failures(SUBJECT)).toBe(''));

  const mapped = (thread: (wire: Json) => unknown): ConformanceSubject => ({ ...SUBJECT, map: { thread } });
  const read = (parts: Partial<SourceReader>): ConformanceSubject => ({
    ...SUBJECT,
    dialect: { ...dialect, connect: () => ({ ...reader, ...parts }) },
  });
  let turn = 0;

  test.each<[problem: string, ConformanceSubject, message: RegExp]>([
    ['loses a field', mapped((wire) => ({ ...keepAll(wire), extra: {} })), /Lost id: "thread_a"/],
    ['breaks the contract', mapped((wire) => ({ ...keepAll(wire), id: 5 })), /Breaks the contract/],
    ['gives what is not JSON', mapped((wire) => ({ ...keepAll(wire), more: undefined })), /Is not plain JSON/],
    [
      'differs the second time',
      mapped((wire) => ({ ...keepAll(wire), id: String(turn++) })),
      /Mapped twice, it differs/,
    ],
    [
      'changes what it is given',
      mapped((wire) => {
        if (isJsonObject(wire)) delete wire.metadata;
        return keepAll(wire);
      }),
      /TypeError/,
    ],
    [
      'throws on damaged values only',
      mapped((wire) => {
        if (isJsonObject(wire) && wire.object !== 'thread') throw new Error('fell over');
        return keepAll(wire);
      }),
      /stays so when damaged: Error: fell over/,
    ],
    [
      'does not hold what a fixture says',
      { ...SUBJECT, fixtures: [{ name: 'one', kind: 'thread', wire: WIRE, holds: { id: 'y' } }] },
      /\.id is "x" and should be "y"/,
    ],
    ['lets a bad id through', read({ getThread: async () => keepAll(WIRE) }), /getThread\(""\) gave null/],
    [
      'throws something else than a failure',
      read({ getRun: async () => Promise.reject(new TypeError('x')) }),
      /any answer is mapped to contract or is a failure: TypeError: x/,
    ],
    ['mixes up its keys', read({ runKey: () => 'a.b' }), /a\.b gave other ids/],
    [
      'recognises what is no id',
      {
        ...SUBJECT,
        dialect: {
          ...dialect,
          recognise: () => ({ threadId: 'a/b', runId: null, stepId: null, messageId: null }),
        },
      },
      /gave the id "a\/b"/,
    ],
  ])('find a dialect that %s', async (_problem, subject, message) => {
    expect(await failures(subject)).toMatch(message);
  });

  test('find a reader that does not end and one that calls with a bad id', async () => {
    const restless: Dialect = {
      ...dialect,
      connect: (_source, upstream) => ({
        ...reader,
        async getThread(_id, signal) {
          for (let i = 0; i < 30; i++) await upstream.getJson({ capability: 'thread', path: [], signal });
          return refuse();
        },
      }),
    };
    const found = await failures({ ...SUBJECT, dialect: restless });
    expect(found).toMatch(/getThread made 30 calls/);
    expect(found).toMatch(/getThread\(""\) made a call/);
  });
});

describe('damage', () => {
  test('is the same for the same seed, leaves the value alone and reaches every field', () => {
    const frozen = Object.freeze({ ...WIRE });
    const once = mutated(frozen, seededRandom(3));
    expect(mutated(frozen, seededRandom(3))).toEqual(once);
    const random = seededRandom(1);
    const all = Array.from({ length: 300 }, () => mutated(frozen, random));
    const objects = all.filter(isJsonObject);
    for (const name of Object.keys(WIRE)) expect(objects.some((wire) => !Object.hasOwn(wire, name))).toBe(true);
    expect(objects.some((wire) => Object.hasOwn(wire, '__proto__'))).toBe(true);
    expect(all.some((wire) => !isJsonObject(wire))).toBe(true);
  });
});

describe('lost values', () => {
  const never = () => false;

  test('are found with their path', () => {
    expect(lostValues({ a: [{ b: 'x' }, 5] }, { c: 'y' }, never)).toEqual(['a[0].b: "x"', 'a[1]: 5']);
  });

  test('are not those held in JSON text or as an instant, nor those to be ignored', () => {
    const wire = { a: 'in "quotes"', t: 1_700_000_000, iso: '2023-11-14T22:13:20Z', text: '1700000000' };
    const domain = { payload: JSON.stringify({ a: 'in "quotes"' }), t: 1_700_000_000_000 };
    expect(lostValues(wire, domain, never)).toEqual([]);
    expect(lostValues({ a: 'x' }, {}, (path, value) => path === 'a' && value === 'x')).toEqual([]);
  });
});
