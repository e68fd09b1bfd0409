import { describe, expect, test, vi } from 'vitest';
import { aStep } from '../domain/domain-fixtures.ts';
import type { Step } from '../domain/step.ts';
import { ApiError } from './api-error.ts';
import { fetchStepStream, lineSplitter, readStepStream } from './step-stream.ts';

const encoder = new TextEncoder();
const line = (value: object) => `${JSON.stringify(value)}\n`;
const step = (id: string, more: Partial<Step> = {}) => line({ type: 'step', step: aStep({ id, ...more }) });
const end = (count: number) => line({ type: 'end', count });

function streamOf(...pieces: (string | Uint8Array)[]): ReadableStream<Uint8Array> {
  const chunks = pieces.map((piece) => (typeof piece === 'string' ? encoder.encode(piece) : piece));
  return new ReadableStream({
    pull(controller) {
      const chunk = chunks.shift();
      if (chunk) controller.enqueue(chunk);
      else controller.close();
    },
  });
}

async function read(body: ReadableStream<Uint8Array>): Promise<{ ids: string[]; error: unknown }> {
  const ids: string[] = [];
  const take = (steps: Step[]) => ids.push(...steps.map(({ id }) => id));
  const error: unknown = await readStepStream(body, take).then(
    () => null,
    (reason: unknown) => reason,
  );
  return { ids, error };
}

describe('lines', () => {
  test('come out whole however they are cut', () => {
    const split = lineSplitter();
    expect(split('a')).toEqual([]);
    expect(split('b\ncd\n\ne')).toEqual(['ab', 'cd']);
    expect(split('')).toEqual([]);
    expect(split('f\n')).toEqual(['ef']);
  });
});

describe('a stream', () => {
  const text = step('one', { status: 'naïve – 🙂' }) + step('two') + end(2);
  const bytes = encoder.encode(text);

  test('reads the same when it is split at every byte', async () => {
    for (let at = 0; at <= bytes.length; at++) {
      const statuses: string[] = [];
      const ids: string[] = [];
      // eslint-disable-next-line no-await-in-loop -- one split after the other
      await readStepStream(streamOf(bytes.slice(0, at), bytes.slice(at)), (steps) => {
        ids.push(...steps.map(({ id }) => id));
        statuses.push(...steps.map(({ status }) => status));
      });
      expect(ids).toEqual(['one', 'two']);
      expect(statuses[0]).toBe('naïve – 🙂');
    }
  });

  test('reads byte by byte', async () => {
    const { ids, error } = await read(streamOf(...Array.from(bytes, (byte) => Uint8Array.of(byte))));
    expect([ids, error]).toEqual([['one', 'two'], null]);
  });

  test('stops at the end line', async () => {
    expect((await read(streamOf(step('a') + end(1) + step('b')))).ids).toEqual(['a']);
  });

  test('hands on what came before an error line, and says why it broke off', async () => {
    const error = { code: 'upstream_timeout', message: 'The source did not answer in time.', request_id: 'r1' };
    const result = await read(streamOf(step('a'), step('b') + line({ type: 'error', error })));
    expect(result.ids).toEqual(['a', 'b']);
    expect(result.error).toBeInstanceOf(ApiError);
    expect(result.error).toMatchObject({ code: 'upstream_timeout', message: error.message, requestId: 'r1' });
  });

  test('without an end line is broken off, also in the middle of a line', async () => {
    const whole = await read(streamOf(step('a')));
    expect(whole.ids).toEqual(['a']);
    expect(whole.error).toMatchObject({ code: 'broken_off' });
    const cut = await read(streamOf(step('a') + step('b').slice(0, 20)));
    expect(cut.ids).toEqual(['a']);
    expect(cut.error).toMatchObject({ code: 'broken_off' });
  });

  test('refuses lines that are no steps, after handing on those before', async () => {
    for (const bad of ['not json\n', line({ type: 'step', step: { id: 'x' } }), line({ type: 'else' })]) {
      // eslint-disable-next-line no-await-in-loop -- one case after the other
      const result = await read(streamOf(step('a') + bad + step('b')));
      expect(result.ids).toEqual(['a']);
      expect(result.error).toMatchObject({ code: 'broken_off' });
    }
  });
});

describe('fetching', () => {
  test('asks for lines, and turns a failing connection into an error in plain words', async () => {
    const fetched = vi.fn<typeof fetch>(async () => new Response(streamOf(step('a') + end(1))));
    vi.stubGlobal('fetch', fetched);
    const ids: string[] = [];
    await fetchStepStream('/x', (steps) => ids.push(...steps.map(({ id }) => id)), new AbortController().signal);
    expect(ids).toEqual(['a']);
    expect(fetched.mock.calls[0]?.[1]?.headers).toEqual({ accept: 'application/x-ndjson' });
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.error(new TypeError('network error'));
      },
    });
    fetched.mockResolvedValueOnce(new Response(body));
    await expect(fetchStepStream('/x', () => undefined, new AbortController().signal)).rejects.toMatchObject({
      code: 'broken_off',
    });
    vi.unstubAllGlobals();
  });

  test('rejects with the reason of an aborted signal', async () => {
    const leave = new AbortController();
    vi.stubGlobal('fetch', async () => {
      leave.abort();
      throw new TypeError('aborted');
    });
    await expect(fetchStepStream('/x', () => undefined, leave.signal)).rejects.toMatchObject({ name: 'AbortError' });
    vi.unstubAllGlobals();
  });
});
