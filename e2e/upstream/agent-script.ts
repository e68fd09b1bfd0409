import type { WireObject } from './series.ts';

/** One event of a run's stream. */
export type WireEvent = readonly [event: string, data: WireObject];

/** A run while it is played: its objects are changed in place, as a host's are. */
export interface Play {
  run: WireObject;
  steps: WireObject[];
  messages: WireObject[];
  /** A new id with the prefix. */
  id(prefix: string): string;
  /** Fulfilled with what was submitted, once it was. */
  submitted(): Promise<Record<string, string>>;
  now(): number;
}

const QUESTION = { location: 'Lisbon', unit: 'celsius' };
const LOGS = 'rows 4\nmean 21.5\n';
const CHUNK = 'Returns are accepted within 30 days.';

/** What an assistant does in a run, by the word behind `asst_`: each event follows what it did to the objects. */
export const SCRIPTS: Record<string, (play: Play) => AsyncGenerator<WireEvent>> = {
  async *plain(play) {
    yield* begin(play);
    yield* say(play, ['The ', 'answer ', 'is ', '42', '. 🚀']);
    yield* end(play, 'completed');
  },
  async *tools(play) {
    yield* begin(play);
    yield* interpret(play);
    yield* say(play, ['Four rows', ', mean ', '21.5.']);
    yield* search(play);
    yield* say(play, ['You have ', '30 days【0:0†policy.md】.']);
    yield* end(play, 'completed');
  },
  async *function(play) {
    yield* begin(play);
    yield* ask(play);
    yield* say(play, ['It is ', 'warm.']);
    yield* end(play, 'completed');
  },
  async *functions(play) {
    yield* begin(play);
    yield* ask(play, ['get_weather', 'get_forecast']);
    yield* say(play, ['It is ', 'warm, ', 'and stays so.']);
    yield* end(play, 'completed');
  },
  async *approval(play) {
    yield* begin(play);
    yield* approve(play);
    yield* say(play, ['Done.']);
    yield* end(play, 'completed');
  },
  async *endless(play) {
    yield* begin(play);
    for (let n = 0; ; n++) yield* say(play, [`Still at it, ${n}.`]);
  },
  async *failing(play) {
    yield* begin(play);
    play.run.last_error = { code: 'rate_limit_exceeded', message: 'You exceeded your current quota.' };
    yield* end(play, 'failed');
  },
  async *incomplete(play) {
    yield* begin(play);
    yield* say(play, ['Cut']);
    play.run.incomplete_details = { reason: 'max_completion_tokens' };
    yield* end(play, 'incomplete');
  },
};

async function* begin({ run, now }: Play): AsyncGenerator<WireEvent> {
  yield ['thread.run.created', run];
  yield ['thread.run.queued', run];
  Object.assign(run, { status: 'in_progress', started_at: now() });
  yield ['thread.run.in_progress', run];
}

/** Ends the run with the event that its status has. */
export async function* end({ run, now }: Play, status: string): AsyncGenerator<WireEvent> {
  const time = status === 'failed' ? 'failed_at' : status === 'cancelled' ? 'cancelled_at' : 'completed_at';
  const usage = {
    prompt_tokens: 20,
    completion_tokens: 12,
    total_tokens: 32,
    prompt_token_details: { cached_tokens: 0 },
  };
  Object.assign(run, { status, [time]: now(), expires_at: null, required_action: null, usage });
  yield [`thread.run.${status}`, run];
}

function newStep({ run, steps, id, now }: Play, details: Record<string, unknown>): WireObject {
  const step: WireObject = {
    id: id('step'),
    object: 'thread.run.step',
    created_at: now(),
    run_id: run.id,
    assistant_id: run.assistant_id,
    thread_id: run.thread_id,
    type: details.type,
    status: 'in_progress',
    cancelled_at: null,
    completed_at: null,
    expires_at: run.expires_at,
    failed_at: null,
    last_error: null,
    step_details: details,
    usage: null,
  };
  steps.push(step);
  return step;
}

async function* opened(step: WireObject): AsyncGenerator<WireEvent> {
  yield ['thread.run.step.created', step];
  yield ['thread.run.step.in_progress', step];
}

async function* closed({ now }: Play, step: WireObject): AsyncGenerator<WireEvent> {
  const usage = { prompt_tokens: 10, completion_tokens: 6, total_tokens: 16 };
  Object.assign(step, { status: 'completed', completed_at: now(), expires_at: null, usage });
  yield ['thread.run.step.completed', step];
}

async function* say(play: Play, pieces: readonly string[]): AsyncGenerator<WireEvent> {
  const { run, messages, id, now } = play;
  const message: WireObject = {
    id: id('msg'),
    object: 'thread.message',
    created_at: now(),
    assistant_id: run.assistant_id,
    thread_id: run.thread_id,
    run_id: run.id,
    role: 'assistant',
    content: [],
    attachments: [],
    metadata: {},
  };
  const step = newStep(play, { type: 'message_creation', message_creation: { message_id: message.id } });
  yield* opened(step);
  messages.push(message);
  // Streams tell more of a message than lists do.
  const streamed = { status: 'in_progress', incomplete_details: null, incomplete_at: null, completed_at: null };
  yield ['thread.message.created', { ...message, ...streamed }];
  yield ['thread.message.in_progress', { ...message, ...streamed }];
  let value = '';
  for (const [n, piece] of pieces.entries()) {
    value += piece;
    message.content = [{ type: 'text', text: { value, annotations: [] } }];
    const text = { value: piece, ...(n === 0 ? { annotations: [] } : {}) };
    const delta = { content: [{ index: 0, type: 'text', text }] };
    yield ['thread.message.delta', { id: message.id, object: 'thread.message.delta', delta }];
  }
  yield ['thread.message.completed', { ...message, ...streamed, status: 'completed', completed_at: now() }];
  yield* closed(play, step);
}

const stepDelta = (step: WireObject, call: Record<string, unknown>, index = 0): WireEvent => [
  'thread.run.step.delta',
  {
    id: step.id,
    object: 'thread.run.step.delta',
    delta: { step_details: { type: 'tool_calls', tool_calls: [{ index, ...call }] } },
  },
];

async function* interpret(play: Play): AsyncGenerator<WireEvent> {
  const interpreter = { input: '', outputs: [] as unknown[] };
  const call = { id: play.id('call'), type: 'code_interpreter', code_interpreter: interpreter };
  const step = newStep(play, { type: 'tool_calls', tool_calls: [] });
  yield* opened(step);
  step.step_details = { type: 'tool_calls', tool_calls: [call] };
  yield stepDelta(step, { ...call, code_interpreter: { input: '', outputs: [] } });
  for (const input of ['import pandas\r\n', "df = pandas.read_csv('a.csv')\n", 'print(len(df))']) {
    interpreter.input += input;
    yield stepDelta(step, { type: 'code_interpreter', code_interpreter: { input } });
  }
  interpreter.outputs = [{ type: 'logs', logs: LOGS }];
  const outputs = [{ index: 0, type: 'logs', logs: LOGS }];
  yield stepDelta(step, { type: 'code_interpreter', code_interpreter: { outputs } });
  yield* closed(play, step);
}

async function* search(play: Play): AsyncGenerator<WireEvent> {
  const ranking = { ranker: 'default_2024_08_21', score_threshold: 0 };
  const call: Record<string, unknown> = { id: play.id('call'), type: 'file_search', file_search: {} };
  const step = newStep(play, { type: 'tool_calls', tool_calls: [] });
  yield* opened(step);
  step.step_details = { type: 'tool_calls', tool_calls: [call] };
  yield stepDelta(step, { ...call, file_search: { ranking_options: ranking, results: [] } });
  const result = { file_id: 'file_policy', file_name: 'policy.md', score: 0.8, attributes: {} };
  const content = [{ type: 'text', text: CHUNK }];
  call.file_search = { ranking_options: ranking, results: [{ ...result, content }] };
  yield* closed(play, step);
}

/** Calls functions, all in one step, and waits for what they give. */
async function* ask(play: Play, names: readonly string[] = ['get_weather']): AsyncGenerator<WireEvent> {
  const { run, submitted } = play;
  const calls = names.map((name) => {
    const fn = { name, arguments: '', output: null as string | null };
    return { id: play.id('call'), type: 'function', function: fn };
  });
  const step = newStep(play, { type: 'tool_calls', tool_calls: [] });
  yield* opened(step);
  step.step_details = { type: 'tool_calls', tool_calls: calls };
  for (const [index, call] of calls.entries()) {
    const { name } = call.function;
    yield stepDelta(step, { ...call, function: { name, arguments: '', output: null } }, index);
    for (const piece of JSON.stringify(QUESTION).match(/.{1,9}/g) ?? []) {
      call.function.arguments += piece;
      yield stepDelta(step, { type: 'function', function: { arguments: piece } }, index);
    }
  }
  const pending = calls.map(({ id, type, function: { name, arguments: args } }) => {
    return { id, type, function: { name, arguments: args } };
  });
  run.required_action = { type: 'submit_tool_outputs', submit_tool_outputs: { tool_calls: pending } };
  run.status = 'requires_action';
  yield ['thread.run.requires_action', run];
  const outputs = await submitted();
  for (const call of calls) call.function.output = outputs[call.id] ?? '';
  yield* closed(play, step);
  yield* resume(play);
}

async function* approve(play: Play): AsyncGenerator<WireEvent> {
  const { run, submitted } = play;
  const call = {
    id: play.id('call'),
    type: 'mcp',
    name: 'delete_rows',
    arguments: '{"table":"a"}',
    server_label: 'db',
  };
  run.required_action = { type: 'submit_tool_approval', submit_tool_approval: { tool_calls: [call] } };
  run.status = 'requires_action';
  yield ['thread.run.requires_action', run];
  const approved = (await submitted())[call.id] === 'true';
  const step = newStep(play, { type: 'tool_calls', tool_calls: [{ ...call, output: approved ? 'deleted' : null }] });
  yield* opened(step);
  yield* closed(play, step);
  yield* resume(play);
}

async function* resume({ run, now }: Play): AsyncGenerator<WireEvent> {
  Object.assign(run, { status: 'queued', required_action: null });
  yield ['thread.run.queued', run];
  Object.assign(run, { status: 'in_progress', started_at: now() });
  yield ['thread.run.in_progress', run];
}
