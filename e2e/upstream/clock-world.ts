import { seriesOf, type WireObject } from './series.ts';
import type { World } from './world.ts';

const THREAD = 'thread_clocks';
const BEGUN = Math.floor(Date.UTC(2026, 10, 18, 9) / 1000);

type Kind = 'code' | 'function' | 'message';

/** A step of a run, from and to a second of it; without times where both are null. */
type Line = [kind: Kind, from: number | null, to: number | null];

const CODE = { id: 'call_code', type: 'code_interpreter', code_interpreter: { input: 'print(1)', outputs: [] } };
const ASKED = {
  id: 'call_function',
  type: 'function',
  function: { name: 'look_up', arguments: '{}', output: 'found' },
};

const DETAILS: Record<Kind, (id: string) => Record<string, unknown>> = {
  code: () => ({ type: 'tool_calls', tool_calls: [CODE] }),
  function: () => ({ type: 'tool_calls', tool_calls: [ASKED] }),
  message: (id) => ({ type: 'message_creation', message_creation: { message_id: `msg_${id}` } }),
};

const at = (second: number | null) => (second === null ? null : BEGUN + second);

/** Runs by id, with where they start (at once) and end, and their steps in the order in which the list gives them. */
const RUNS: Record<string, { start?: number; end: number | null; lines: Line[] }> = {
  /** Only the order of its steps is known. */
  run_untimed: {
    end: 40,
    lines: ['code', 'message', 'function', 'code', 'message'].map((kind) => [kind as Kind, null, null]),
  },
  /** All within one second, as a clock of whole seconds says. */
  run_ties: {
    end: 1,
    lines: ['message', 'code', 'code', 'function', 'message', 'code'].map((kind) => [kind as Kind, 0, 0]),
  },
  /** Most of its time went to the queue. */
  run_queued: { start: 6, end: 8, lines: [['message', 6, 8]] },
  /** Waits twice, and nothing is recorded in between once. */
  run_waits: {
    end: 200,
    lines: [
      ['code', 0, 10],
      ['function', 10, 60],
      ['message', 60, 64],
      ['function', 64, 130],
      ['code', 170, 200],
    ],
  },
  /** Takes three days, most of them waiting. */
  run_days: {
    end: 259_200,
    lines: [
      ['code', 2, 5],
      ['function', 5, 90_000],
      ['message', 90_003, 90_010],
      ['function', 90_010, 200_000],
      ['message', 259_190, 259_200],
    ],
  },
};

function stepsOf(run: string, lines: readonly Line[]): WireObject[] {
  return lines.map(([kind, from, to], i) => {
    const id = `step_${run.slice('run_'.length)}_${i + 1}`;
    const details = DETAILS[kind](id);
    return {
      id,
      object: 'thread.run.step',
      created_at: at(from),
      completed_at: at(to),
      run_id: run,
      assistant_id: 'asst_clocks',
      thread_id: THREAD,
      type: details.type,
      status: 'completed',
      step_details: details,
      usage: null,
      last_error: null,
    };
  });
}

/** Runs whose times are odd: none, all the same, or with long holes. */
export function clockWorld(): World {
  const runs = Object.entries(RUNS).map(
    ([id, { start = 0, end }]): WireObject => ({
      id,
      object: 'thread.run',
      created_at: BEGUN,
      started_at: at(start),
      completed_at: at(end),
      assistant_id: 'asst_clocks',
      thread_id: THREAD,
      status: 'completed',
      model: 'model-clocks',
      tools: [],
      metadata: {},
      usage: null,
    }),
  );
  return {
    threads: seriesOf([{ id: THREAD, object: 'thread', created_at: BEGUN, metadata: {} }]),
    messages: () => seriesOf([]),
    runs: () => seriesOf(runs),
    steps: (_thread, run) => (RUNS[run] ? seriesOf(stepsOf(run, RUNS[run].lines)) : null),
    assistants: new Map(),
    files: new Map(),
  };
}
