import { describe, expect, test } from 'vitest';
import { applyRunEvent } from '../../../domain/apply-run-event.ts';
import type { Json } from '../../../domain/json.ts';
import type { RunEvent } from '../../../domain/run-event.ts';
import { mutated, seededRandom } from '../dialect-conformance-mutation.ts';
import { bytesOf, eventOf, eventsOfBytes, played, Player } from './fixtures/play-stream.ts';
import { message, messageDelta, run, step, stepDelta, STREAMS } from './fixtures/streams.ts';

const ALL = Object.entries(STREAMS);
const ENDED = new Set<Json | undefined>(['completed', 'failed', 'expired', 'cancelled', 'incomplete']);
const isObject = (value: Json, ...kinds: string[]) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && kinds.some((kind) => kind === value.object);
const isEnd = (value: Json) =>
  isObject(value, 'thread.run.step', 'thread.message') && ENDED.has((value as { status?: Json }).status);

describe.each(ALL)('stream %s', (_name, payloads) => {
  test('events put together what the wire put together, at every moment', () => {
    const player = new Player();
    for (const payload of payloads) {
      player.play(eventOf(payload));
      expect(player.trace).toEqual(player.mapped());
    }
  });

  test('ends with the final objects', () => {
    const { trace, mapped } = {
      trace: played(payloads).trace,
      mapped: played(
        payloads.filter((one) => !isObject(one, 'thread.run.step.delta', 'thread.message.delta')),
      ).mapped(),
    };
    expect(trace).toEqual(mapped);
  });

  test('deltas alone make what the final object says, but for how it ended', () => {
    const finals = played(payloads).trace;
    const grown = played(payloads.filter((one) => !isEnd(one))).trace;
    const calls = (steps: typeof finals.steps) => steps.flatMap((one) => one.calls);
    expect(calls(grown.steps)).toEqual(calls(finals.steps));
    expect(grown.messages.map((one) => one.content)).toEqual(finals.messages.map((one) => one.content));
  });

  test('bytes may be cut anywhere', () => {
    for (const lineBreak of ['\n', '\r\n', '\r']) {
      const bytes = bytesOf(payloads, lineBreak);
      const whole = eventsOfBytes([bytes]);
      expect(whole.map(({ value }) => value)).toEqual(payloads);
      for (let at = 1; at < bytes.length; at++) {
        const events = eventsOfBytes([bytes.subarray(0, at), bytes.subarray(at)]);
        if (events.length !== whole.length) expect(`${events.length} events when cut at ${at}`).toBe(whole.length);
        if (events.some(({ text }, i) => text !== whole[i]?.text))
          expect(`other events when cut at ${at}`).toBe('the same');
      }
    }
    const single = [...bytesOf(payloads)].map((byte) => Uint8Array.of(byte));
    const player = new Player();
    for (const event of eventsOfBytes(single)) player.play(event);
    expect(player.trace).toEqual(played(payloads).trace);
  });

  test('whole objects may be repeated, and events that were told may come again', () => {
    const wanted = played(payloads).trace;
    const repeated = payloads.flatMap((one) =>
      isObject(one, 'thread.run.step', 'thread.message', 'thread.run') ? [one, one] : [one],
    );
    expect(played(repeated).trace).toEqual(wanted);
    // The beginning of a step or message is announced again after every event.
    const begun: Json[] = [];
    const again = payloads.flatMap((one) => {
      const now = [one, ...begun];
      if (isObject(one, 'thread.run.step', 'thread.message') && !isEnd(one)) begun.push(one);
      return now;
    });
    expect(played(again).trace).toEqual(wanted);
    const { told } = played(payloads);
    const player = played(payloads);
    const { trace } = [...told, ...told].reduce((state, event) => ({ trace: replay(state.trace, event) }), {
      trace: player.trace,
    });
    expect(trace).toEqual(wanted);
  });

  test('cut off anywhere it is as far as it came', () => {
    for (let length = 0; length <= payloads.length; length++) {
      const player = played(payloads.slice(0, length));
      expect(player.trace).toEqual(player.mapped());
    }
  });
});

function replay(trace: Player['trace'], event: RunEvent): Player['trace'] {
  // A run goes through the same states again, so its own events are not repeated out of their order.
  return event.type === 'run_changed' ? trace : applyRunEvent(trace, event);
}

describe('order', () => {
  test('deltas of different calls and outputs may come in any order', () => {
    const calls = [0, 1, 2, 3].map((index): Json[] => [
      { index, id: `call_${index}`, type: 'function', function: { name: `f${index}`, arguments: '', output: null } },
      { index, type: 'function', function: { arguments: `{"n":` } },
      { index, type: 'function', function: { arguments: `${index}}` } },
    ]);
    const before = [run('in_progress'), step('step_1', 'in_progress', [])];
    const wanted = played([...before, ...calls.flat().map((call) => stepDelta('step_1', call))]).trace;
    for (let seed = 1; seed <= 50; seed++) {
      const random = seededRandom(seed);
      const queues = calls.map((queue) => [...queue]);
      const mixed: Json[] = [];
      while (queues.some((queue) => queue.length > 0)) {
        const call = queues[Math.floor(random() * queues.length)]?.shift();
        if (call !== undefined) mixed.push(stepDelta('step_1', call));
      }
      const player = played([...before, ...mixed]);
      expect(player.trace).toEqual(wanted);
      expect(player.trace).toEqual(player.mapped());
    }
  });

  test('steps of one run may be told of side by side', () => {
    const delta = (id: string, input: string) =>
      stepDelta(id, { index: 0, type: 'code_interpreter', code_interpreter: { input } });
    const { trace } = played([
      run('in_progress'),
      step('step_1', 'in_progress', []),
      step('step_2', 'in_progress', []),
      ...['a', 'b', 'c'].flatMap((text) => [delta('step_2', text), delta('step_1', text.toUpperCase())]),
    ]);
    expect(trace.steps.map(({ calls: [call] }) => call?.kind === 'code_interpreter' && call.input?.text)).toEqual([
      'ABC',
      'abc',
    ]);
  });
});

describe('what is told', () => {
  test('pieces of text are small, objects come whole', () => {
    const { told } = played(STREAMS.OUTPUTS);
    expect(told.map(({ type }) => type)).toEqual(
      'run_changed run_changed step_added step_changed step_delta step_delta step_changed step_changed step_delta step_changed step_changed ended'.split(
        ' ',
      ),
    );
    expect(told[4]).toEqual({
      type: 'step_delta',
      delta: { id: 'step_1', pieces: [{ path: 'calls.0.input', at: 0, text: 'plot(' }] },
    });
    expect(told[8]).toEqual({
      type: 'step_delta',
      delta: { id: 'step_1', pieces: [{ path: 'calls.0.outputs.0.logs', at: 6, text: 'row 2\n' }] },
    });
  });

  test('the status of the object counts, not the name of its event', () => {
    const stream = new Player().stream;
    const value = run('incomplete', { incomplete_details: { reason: 'max_prompt_tokens' } });
    const told = stream.read({ event: 'thread.run.completed', value, text: '' });
    expect(told).toMatchObject({ key: 'thread_1.run_1', event: { type: 'ended', run: { status: 'incomplete' } } });
  });

  test('a run that waits goes on', () => {
    const { told } = played([run('requires_action'), run('queued'), run('in_progress')]);
    expect(told.map((event) => [event.type, 'run' in event && event.run.status])).toEqual([
      ['run_changed', 'requires_action'],
      ['run_changed', 'queued'],
      ['run_changed', 'in_progress'],
    ]);
  });

  test('unknown events, errors and what is of no run tell nothing', () => {
    const values: Json[] = [
      null,
      'x',
      [],
      {},
      { error: { message: 'Sorry', type: 'server_error' } },
      { id: 'thread_1', object: 'thread' },
      { id: 'run_1', object: 'thread.run.surprise' },
      { id: '../x', object: 'thread.run', thread_id: 'thread_1' },
      { id: 'run_9', object: 'thread.run', thread_id: '../..' },
      step('step_1', 'in_progress', [], { run_id: null, thread_id: null }),
      message('completed', [], { role: 'user', run_id: null }),
    ];
    expect(played(values).told).toEqual([]);
  });

  test('a message that does not name its run is of the run of the stream', () => {
    const stream = new Player().stream;
    stream.read(eventOf(run('in_progress')));
    expect(stream.read(eventOf(message('in_progress', [], { run_id: null })))?.key).toBe('thread_1.run_1');
    const delta = eventOf(messageDelta({ index: 0, type: 'text', text: { value: 'a' } }));
    expect(stream.read(delta)).toMatchObject({ key: 'thread_1.run_1', event: { type: 'message_changed' } });
  });
});

describe('a hostile stream', () => {
  test('makes no steps by deltas alone; what was told of one counts once it begins', () => {
    const delta = stepDelta('step_1', { index: 0, type: 'function', function: { arguments: 'x' } });
    const player = played([
      run('in_progress'),
      delta,
      { id: 'step_2', object: 'thread.run.step.delta', delta: 'none' },
    ]);
    expect(player.trace.steps).toEqual([]);
    player.play(eventOf(step('step_1', 'in_progress', [])));
    expect(player.trace.steps.map(({ calls: [call] }) => call?.kind === 'function' && call.arguments?.text)).toEqual([
      'x',
    ]);
    expect(player.trace).toEqual(player.mapped());
  });

  test('indexes out of bounds make nothing', () => {
    const call = (index: Json) => ({ index, type: 'function', function: { arguments: 'x' } });
    const before = [run('in_progress'), step('step_1', 'in_progress', [])];
    for (const index of [-1, 0.5, 2 ** 53, 1e300, 65_536, 1025, '0', null, '__proto__', {}]) {
      const player = played([...before, stepDelta('step_1', call(index))]);
      expect(player.trace.steps[0]?.calls).toEqual([]);
      expect(player.trace).toEqual(player.mapped());
    }
  });

  test('a list that grows without end is told whole ever more rarely', () => {
    const deltas = Array.from({ length: 3_000 }, (_, index) =>
      stepDelta('step_1', { index, id: `c${index}`, type: 'function', function: { arguments: '' } }),
    );
    const player = played([run('in_progress'), step('step_1', 'in_progress', []), ...deltas]);
    expect(player.told.length).toBeLessThan(300);
    expect(player.trace.steps[0]?.calls.length).toBeGreaterThan(2_500);
  });

  test('whatever comes, nothing is thrown, and events agree with the wire', () => {
    const random = seededRandom(7);
    const payloads = ALL.flatMap(([, stream]) => stream);
    for (let round = 0; round < 300; round++) {
      const player = new Player();
      for (let i = 0; i < 12; i++) {
        const payload = payloads[Math.floor(random() * payloads.length)] ?? null;
        player.play(eventOf(random() < 0.5 ? mutated(payload, random) : payload));
      }
      for (const one of player.trace.steps) expect(one.calls.length).toBeLessThan(65_536);
    }
  });
});
