import { type Series, seriesOf, type WireObject } from './series.ts';
import type { World } from './world.ts';

const THREAD = 'thread_big';
const BEGUN = Math.floor(Date.UTC(2026, 10, 18, 9) / 1000);
const SECONDS_A_STEP = 4;
/** Sizes that are served: `run_big_10000` and so on. */
const BIG_SIZES = [100, 1_000, 10_000, 50_000];
/** Place of the step, from 0, whose log has 1 MiB; beyond what a page is opened with. */
const LONG_LOG_AT = 250;
const LONG_LOG = 1024 * 1024;

const WORDS = 'fetch parse index column row merge filter group plot score chunk query result retry window batch'.split(
  ' ',
);

/** Words that depend on the place only, so that a page asked twice is the same. */
function words(seed: number, count: number): string {
  return Array.from({ length: count }, (_, i) => WORDS[(seed * 31 + i * 17 + ((seed * i) % 7)) % WORDS.length]).join(
    ' ',
  );
}

function longLog(): string {
  const lines = Array.from({ length: 10_000 }, (_, i) => `${i} INFO ${words(i, 18)}`);
  return lines.join('\n').slice(0, LONG_LOG);
}

/** Id of the step at a place from 0. */
const bigStepId = (run: string, index: number) => `step_${run.slice('run_'.length)}_${index}`;

function bigStep(run: string, index: number): WireObject {
  const created = BEGUN + index * SECONDS_A_STEP;
  const call = { id: `call_${index}`, type: 'code_interpreter' };
  const code = {
    input: `# step ${index}\nprint("${words(index, 12)}")\n`,
    outputs: [{ type: 'logs', logs: index === LONG_LOG_AT ? longLog() : words(index, 60) }],
  };
  const asked = { name: 'look_up', arguments: JSON.stringify({ words: words(index, 8) }), output: words(index, 20) };
  const calls =
    index % 3 === 0 ? [{ ...call, type: 'function', function: asked }] : [{ ...call, code_interpreter: code }];
  const details =
    index % 5 === 4
      ? { type: 'message_creation', message_creation: { message_id: `msg_${run.slice('run_'.length)}_${index}` } }
      : { type: 'tool_calls', tool_calls: calls };
  return {
    id: bigStepId(run, index),
    object: 'thread.run.step',
    created_at: created,
    run_id: run,
    assistant_id: 'asst_big',
    thread_id: THREAD,
    type: details.type,
    status: 'completed',
    cancelled_at: null,
    completed_at: created + SECONDS_A_STEP - (index % 2),
    expires_at: null,
    failed_at: null,
    last_error: null,
    step_details: details,
    usage: { prompt_tokens: 200 + (index % 97), completion_tokens: 20 + (index % 13), total_tokens: 220 },
  };
}

/** Steps made when asked for: none of a run of ten thousand is kept. */
function bigSteps(run: string, length: number): Series {
  return {
    length,
    at: (index) => bigStep(run, index),
    indexOf: (id) => {
      const index = Number(id.slice(id.lastIndexOf('_') + 1));
      return Number.isInteger(index) && index < length && id === bigStepId(run, index) ? index : -1;
    },
  };
}

/** One thread with a run of each size. */
export function bigWorld(): World {
  const runs = BIG_SIZES.map(
    (size): WireObject => ({
      id: `run_big_${size}`,
      object: 'thread.run',
      created_at: BEGUN,
      started_at: BEGUN,
      completed_at: BEGUN + size * SECONDS_A_STEP,
      expires_at: null,
      failed_at: null,
      cancelled_at: null,
      assistant_id: 'asst_big',
      thread_id: THREAD,
      status: 'completed',
      model: 'model-big',
      instructions: 'Look everything up.',
      tools: [{ type: 'code_interpreter' }],
      metadata: {},
      last_error: null,
      required_action: null,
      usage: { prompt_tokens: 250 * size, completion_tokens: 25 * size, total_tokens: 275 * size },
    }),
  );
  const steps = new Map(runs.map(({ id }, i) => [id, bigSteps(id, BIG_SIZES[i] ?? 0)]));
  return {
    threads: seriesOf([{ id: THREAD, object: 'thread', created_at: BEGUN, metadata: {} }]),
    messages: () => seriesOf([]),
    runs: () => seriesOf(runs),
    steps: (_thread, run) => steps.get(run) ?? null,
    assistants: new Map([
      ['asst_big', { id: 'asst_big', object: 'assistant', created_at: BEGUN, name: 'Long runner' }],
    ]),
    files: new Map(),
  };
}
