import type { ServerResponse } from 'node:http';
import { describe, expect, it, vi } from 'vitest';
import { fail } from '../../domain/failure.ts';
import { type FakeArchive, fakeArchive } from '../archiving/fake-archive.ts';
import { liveRun } from '../live/run-hub.ts';
import type { Source } from '../upstream/sources.ts';
import { flushPassed } from './flush-passed.ts';
import { KEY, passThroughTo } from './pass-through-fixture.ts';

const ground = vi.hoisted(() => ({ sources: new Map<string, Source>(), archive: null as FakeArchive | null }));
vi.mock('../archiving/the-archive.ts', () => ({ theArchive: async () => ground.archive }));
vi.mock('../upstream/sources.ts', async (original) => {
  const find = (id: string) => ground.sources.get(id) ?? null;
  return {
    ...(await original<object>()),
    findSource: find,
    getSource: (id: string) => find(id) ?? fail('not_found', 'No source of that ID is configured here.'),
  };
});

const RUN = {
  id: 'run_1',
  object: 'thread.run',
  thread_id: 'thread_1',
  status: 'in_progress',
  created_at: 1_790_000_000,
};
const event = (name: string, data: unknown) => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
const BEGUN = event('thread.run.created', RUN);
const DONE = 'event: done\ndata: [DONE]\n\n';

/** A stream that `write` writes, as the caller gets it. */
async function stream(write: (response: ServerResponse) => void, options: { timeout?: number } = {}) {
  ground.archive = fakeArchive();
  const host = await passThroughTo(
    ground.sources,
    (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
      write(response);
    },
    options,
  );
  const leaving = new AbortController();
  const call = { method: 'POST', body: '{}', signal: leaving.signal };
  const answer = await host.call('threads/thread_1/runs', call);
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  const read = async () => (await reader?.read())?.value ?? null;
  const rest = async () => {
    let text = '';
    for (let part = await read(); part !== null; part = await read()) text += part;
    return text;
  };
  /** What is recorded of the run, once its stream has ended. */
  const recorded = () =>
    vi.waitFor(async () => {
      await flushPassed();
      const found = (await ground.archive?.listStreams(host.id, 'run_1'))?.[0];
      expect(found?.ending).toBeTruthy();
      const parts = (found?.parts ?? []).map(async (part) =>
        ground.archive?.readStreamPart(host.id, 'run_1', found?.startedAt ?? 0, part),
      );
      return { ending: found?.ending, events: (await Promise.all(parts)).flatMap((part) => part ?? []) };
    });
  return { ...host, answer, read, rest, recorded, leave: () => leaving.abort() };
}

describe('a stream', () => {
  it('is handed on event by event, as soon as each is whole, in any line breaks', async () => {
    const source: ServerResponse[] = [];
    const { answer, read, rest } = await stream((own) => {
      source.push(own);
      own.write(BEGUN.slice(0, 30));
      setTimeout(() => own.write(`${BEGUN.slice(30)}data: {"ha`), 30);
    });
    const write = (text: string) => source[0]?.write(text);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'x-accel-buffering': 'no',
      'cache-control': 'private, no-store, no-transform',
    });
    expect(await read()).toBe(BEGUN);
    write('lf":1}\r\n\r\n: comment\n\n');
    expect(await read()).toBe('data: {"half":1}\r\n\r\n: comment\n\n');
    write(`event: any word\ndata: not JSON, ${KEY}\n\n`);
    expect(await read()).toBe('event: any word\ndata: not JSON, [redacted]\n\n');
    source[0]?.end(DONE);
    expect(await rest()).toBe(DONE);
  });

  it('that ends without its last empty line loses nothing', async () => {
    const { rest } = await stream((response) => response.end(`${BEGUN}event: done\ndata: [DONE]\n`));
    expect(await rest()).toBe(BEGUN + DONE);
  });

  it('of a run that nobody opens has its steps and its usage in the list as soon as it has ended', async () => {
    const step = (n: number) => ({
      id: `step_${n}`,
      object: 'thread.run.step',
      run_id: 'run_1',
      thread_id: 'thread_1',
      type: 'message_creation',
      status: 'completed',
      created_at: RUN.created_at + n,
      completed_at: RUN.created_at + n + 1,
      step_details: { type: 'message_creation', message_creation: { message_id: `msg_${n}` } },
    });
    const usage = { prompt_tokens: 40, completion_tokens: 2, total_tokens: 42 };
    const ended = { ...RUN, status: 'completed', completed_at: RUN.created_at + 5, usage };
    const steps = [1, 2].map((n) => event('thread.run.step.completed', step(n)));
    const { rest, recorded, id } = await stream((response) => {
      response.end(`${BEGUN}${steps.join('')}${event('thread.run.completed', ended)}${DONE}`);
    });
    await rest();
    await recorded();
    await vi.waitFor(async () => {
      await flushPassed();
      expect(ground.archive?.index(id, 'thread_1.run_1')).toMatchObject({
        status: 'completed',
        tokens: 42,
        summary: { steps: 2 },
      });
    });
  });

  it('that breaks off ends with an error, never with a part of an event, and is kept so', async () => {
    const delta = event('thread.message.delta', { id: 'msg_1', object: 'thread.message.delta', delta: {} });
    const { rest, recorded, id } = await stream((response) => {
      response.write(`${BEGUN}${delta.slice(0, 40)}`);
      setTimeout(() => response.destroy(), 50);
    });
    const text = await rest();
    expect(text.startsWith(BEGUN)).toBe(true);
    expect(JSON.parse(/event: error\ndata: (.*)\n\n$/.exec(text)?.[1] ?? '')).toEqual({
      error: { code: 'upstream_invalid', message: expect.stringContaining('broke off'), request_id: 'req-1' },
    });
    expect(text).not.toContain('thread.message.delta');
    expect(await recorded()).toMatchObject({ ending: 'cut', events: [{ event: 'thread.run.created' }] });
    expect((await ground.archive?.getRun(id, 'thread_1.run_1'))?.origin).toBe('pass_through');
    expect(liveRun(id, 'thread_1.run_1').channel.trace?.run.status).toBe('in_progress');
  });

  it('that stalls ends with an error when the time is over', async () => {
    const { rest, recorded } = await stream((response) => response.write(BEGUN), { timeout: 1 });
    expect(await rest()).toMatch(/event: error\ndata: \{"error":\{"code":"upstream_timeout"/);
    expect(await recorded()).toMatchObject({ ending: 'cut' });
  });

  it('is let go of at the source when its reader leaves', async () => {
    const { read, leave, host, recorded } = await stream((response) => response.write(BEGUN));
    await read();
    leave();
    await vi.waitFor(() => expect(host.open()).toBe(0));
    expect(await recorded()).toMatchObject({ ending: 'left' });
  });

  it('is read no faster than its reader reads', async () => {
    let written = 0;
    const big = event('x', 'y'.repeat(100_000));
    const { read, leave } = await stream((response) => {
      const more = () => {
        while (written < 600 && response.write(big)) written++;
        if (written < 600) response.once('drain', more);
      };
      more();
    });
    await read();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(written).toBeLessThan(300);
    leave();
  });

  it.each([
    [
      'an event of 2 MB',
      event('thread.run.step.completed', { id: 'step_1', object: 'thread.run.step', x: 'y'.repeat(2e6) }),
    ],
    ['deep JSON', `data: ${'['.repeat(5_000)}${']'.repeat(5_000)}\n\n`],
    ['ids that are none', event('thread.run.created', { ...RUN, id: '../x', thread_id: '__proto__/x' })],
    ['keys of JavaScript', 'event: thread.run.created\ndata: {"__proto__":{"id":"run_x"},"constructor":1}\n\n'],
    ['values of other kinds', event('thread.message.delta', { id: 7, delta: [null], object: 'thread.message.delta' })],
    [
      'an index beyond all bounds',
      event('thread.run.step.delta', {
        id: 'step_1',
        object: 'thread.run.step.delta',
        delta: { step_details: { type: 'tool_calls', tool_calls: [{ index: 1e9, id: 'c' }] } },
      }),
    ],
    ['a lone surrogate', 'data: {"a":"\\ud83d"}\n\n'],
    ['many names of events', Array.from({ length: 500 }, (_, n) => event(`e${n}`, { id: `run_${n}` })).join('')],
  ])('with %s is handed on as it is, and harms nothing', async (_what, hostile) => {
    const { rest, recorded } = await stream((response) => response.end(BEGUN + hostile + DONE));
    expect(await rest()).toBe(BEGUN + hostile + DONE);
    expect((await recorded()).ending).toBe('done');
  });

  it('that repeats its events is told once', async () => {
    const { rest, id, recorded } = await stream((response) => response.end(BEGUN + BEGUN + BEGUN + DONE));
    await rest();
    expect((await recorded()).events).toHaveLength(3);
    expect(liveRun(id, 'thread_1.run_1').ring).toBeTruthy();
    expect(liveRun(id, 'thread_1.run_1').channel.trace?.run.id).toBe('run_1');
  });
});

describe('what nests deeper than 200 levels is handed on and kept as it came, and its run is known', () => {
  const deep = `${'{"a":'.repeat(300)}1${'}'.repeat(300)}`;
  const run = `${JSON.stringify(RUN).slice(0, -1)},"metadata":${deep}}`;
  /** The run as it is kept. */
  const kept = async (source: string) => {
    await flushPassed();
    return (await ground.archive?.getRun(source, 'thread_1.run_1'))?.text;
  };

  it('in an answer', async () => {
    ground.archive = fakeArchive();
    const { id, call } = await passThroughTo(ground.sources, (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(run);
    });
    const answer = await call('threads/thread_1/runs/run_1');
    expect(await answer.text()).toBe(run);
    await vi.waitFor(async () => expect(await kept(id)).toBe(run));
  });

  it('in an event of a stream, also the last one without its empty line', async () => {
    const { rest, id } = await stream((response) => response.end(`event: thread.run.created\ndata: ${run}`));
    expect(await rest()).toBe(`event: thread.run.created\ndata: ${run}\n\n`);
    await vi.waitFor(async () => expect(await kept(id)).toBe(run));
  });
});
