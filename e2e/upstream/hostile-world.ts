import { HOSTILE_FILES } from './hostile-files.ts';
import { ALL_TEXTS, DECEIVING, DEEP_JSON, MARKDOWN, MARKUP, PROTO_JSON, TERMINAL } from './hostile-texts.ts';
import { seriesOf, type WireObject } from './series.ts';
import type { World } from './world.ts';

const BEGUN = 1_790_000_000;
const THREAD = 'thread_hostile';
const RUN = 'run_hostile';
const everything = ALL_TEXTS.join('\n');
const at = (list: readonly string[], index: number) => list[index % list.length] ?? '';

/** A step of the hostile run; `calls` makes it one that called tools. */
function step(
  id: string,
  place: number,
  details: Record<string, unknown>,
  more: Record<string, unknown> = {},
): WireObject {
  return {
    id,
    object: 'thread.run.step',
    created_at: BEGUN + place,
    completed_at: BEGUN + place + 1,
    run_id: RUN,
    assistant_id: 'asst_hostile',
    thread_id: THREAD,
    type: details.type,
    status: 'completed',
    step_details: details,
    usage: null,
    last_error: null,
    ...more,
  };
}

const calls = (...tool_calls: Record<string, unknown>[]) => ({ type: 'tool_calls', tool_calls });

function hostileSteps(key: string): WireObject[] {
  const code = { input: everything, outputs: [{ type: 'logs', logs: everything }, ...images()] };
  const found = MARKUP.map((text, i) => ({
    file_id: `file-${i}`,
    file_name: text,
    score: i % 2 ? 0.5 : 99,
    content: [{ type: 'text', text: `${text}\n${at(MARKDOWN, i)}` }],
  }));
  return [
    step('step_code', 0, calls({ id: 'call_code', type: 'code_interpreter', code_interpreter: code })),
    step('step_search', 1, calls({ id: 'call_search', type: 'file_search', file_search: { results: found } })),
    step(
      'step_functions',
      2,
      calls(
        ...[PROTO_JSON, DEEP_JSON, '{"cut":', everything, ''].map((text, i) => ({
          id: `call_function_${i}`,
          type: 'function',
          function: { name: at(MARKUP, i), arguments: text, output: i % 2 ? null : `${text}\n${key}` },
        })),
      ),
    ),
    step('step_message', 3, { type: 'message_creation', message_creation: { message_id: 'msg_hostile' } }),
    step(
      'step_unknown_tool',
      4,
      calls({ id: 'call_x', type: '<b>unknown</b>', '<b>unknown</b>': { text: everything } }),
    ),
    step('step_unknown_type', 5, { type: '__proto__', odd: { text: at(MARKUP, 1), list: [1, null, true] } }),
    step('step_wrong_types', 6, calls({ id: 7, type: null, function: 'not an object' }), {
      created_at: 'yesterday',
      completed_at: 1e18,
      usage: { prompt_tokens: '12', completion_tokens: -1 },
      last_error: { code: at(MARKUP, 0), message: `${at(TERMINAL, 0)} ${key}` },
      status: at(MARKUP, 2),
    }),
    step('step_no_calls', 7, calls()),
    step('step_null_details', 8, { type: 'tool_calls', tool_calls: null }),
  ];
}

const images = () => [...HOSTILE_FILES.keys()].map((id) => ({ type: 'image', image: { file_id: id } }));

function hostileMessages(key: string): WireObject[] {
  const text = (value: string) => ({
    type: 'text',
    text: { value, annotations: [citation, { type: 'odd', text: key }] },
  });
  const citation = {
    type: 'file_citation',
    text: 'javascript',
    start_index: -5,
    end_index: 1e9,
    file_citation: { file_id: 'file-svg' },
  };
  const common = {
    object: 'thread.message',
    thread_id: THREAD,
    created_at: BEGUN,
    metadata: { [at(MARKUP, 3)]: at(MARKUP, 4) },
  };
  return [
    {
      ...common,
      id: 'msg_asked',
      role: 'user',
      run_id: null,
      content: [text(everything)],
      attachments: [{ file_id: 'file-path' }],
    },
    {
      ...common,
      id: 'msg_hostile',
      role: at(MARKUP, 0),
      run_id: RUN,
      assistant_id: 'asst_hostile',
      content: [
        text(MARKDOWN.join('\n\n')),
        { type: 'image_file', image_file: { file_id: 'file-svg-as-png' } },
        { type: 'image_url', image_url: { url: 'javascript:alert(1)' } },
        { type: 'refusal', refusal: at(MARKUP, 5) },
        { type: 'hologram', hologram: { text: at(MARKUP, 6) } },
      ],
    },
  ];
}

function hostileRun(id: string, key: string, more: Record<string, unknown> = {}): WireObject {
  return {
    id,
    object: 'thread.run',
    created_at: BEGUN,
    started_at: BEGUN,
    failed_at: BEGUN + 9,
    assistant_id: 'asst_hostile',
    thread_id: THREAD,
    status: 'failed',
    model: at(MARKUP, 1),
    instructions: `${everything}\nThe key is ${key}.`,
    tools: [{ type: 'function', function: JSON.parse(PROTO_JSON) as unknown }, { type: at(MARKUP, 2) }],
    metadata: {
      ...Object.fromEntries(DECEIVING.map((text, i) => [`field ${i} ${text}`, text])),
      authorization: `Bearer ${key}`,
    },
    last_error: { code: at(MARKUP, 0), message: `Incorrect API key provided: ${key}.` },
    usage: { prompt_tokens: 1e15, completion_tokens: 'many', total_tokens: null },
    ...more,
  };
}

/** A host whose every text is hostile and which repeats the key that it was given. */
export function hostileWorld(key: string): World {
  const runs = [
    hostileRun('run_odd_status', key, { status: at(MARKUP, 2), failed_at: null }),
    hostileRun('run_odd_times', key, { created_at: -1e15, failed_at: 'Infinity' }),
    hostileRun(RUN, key),
  ];
  const steps = hostileSteps(key);
  return {
    threads: seriesOf([
      { id: THREAD, object: 'thread', created_at: BEGUN, metadata: { [at(MARKUP, 0)]: at(MARKUP, 1) } },
    ]),
    messages: () => seriesOf(hostileMessages(key)),
    runs: () => seriesOf(runs),
    // The second step comes twice under one id, as hosts do that page by time.
    steps: (_thread, run) => (run === RUN ? seriesOf([...steps, ...steps.slice(1, 2)]) : seriesOf([])),
    assistants: new Map([
      ['asst_hostile', { id: 'asst_hostile', object: 'assistant', created_at: BEGUN, name: at(MARKUP, 0) }],
    ]),
    files: HOSTILE_FILES,
  };
}
