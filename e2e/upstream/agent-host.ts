import { AgentRun } from './agent-run.ts';
import { SCRIPTS } from './agent-script.ts';
import { listPage, seriesOf, type WireObject } from './series.ts';
import { type Handler, wireError } from './world.ts';

type Body = Record<string, unknown>;

interface AgentThread {
  thread: WireObject;
  messages: WireObject[];
  runs: AgentRun[];
}

/** Everything that the host holds; ids count up. */
class AgentHost {
  readonly threads = new Map<string, AgentThread>();
  readonly files = new Map<string, { object: WireObject; bytes: Uint8Array<ArrayBuffer> }>();
  readonly assistants: WireObject[] = Object.keys(SCRIPTS).map((name) => ({
    id: `asst_${name}`,
    object: 'assistant',
    created_at: 1_790_000_000,
    name: `Assistant ${name}`,
    model: 'model-live',
    instructions: '',
    tools: [],
    metadata: {},
  }));
  readonly #stop = new AbortController();
  #count = 0;

  readonly id = (prefix: string): string => `${prefix}_live_${++this.#count}`;

  newThread(body: Body): AgentThread {
    const made: AgentThread = {
      thread: {
        id: this.id('thread'),
        object: 'thread',
        created_at: now(),
        metadata: body.metadata ?? {},
        tool_resources: {},
      },
      messages: [],
      runs: [],
    };
    this.threads.set(made.thread.id, made);
    for (const message of (body.messages ?? []) as Body[]) this.newMessage(made, message);
    return made;
  }

  newMessage({ thread, messages }: AgentThread, { role, content, attachments, metadata }: Body): WireObject {
    const parts = typeof content === 'string' ? [{ type: 'text', text: { value: content, annotations: [] } }] : content;
    const message: WireObject = {
      id: this.id('msg'),
      object: 'thread.message',
      created_at: now(),
      assistant_id: null,
      thread_id: thread.id,
      run_id: null,
      role: role ?? 'user',
      content: parts ?? [],
      attachments: attachments ?? [],
      metadata: metadata ?? {},
    };
    messages.push(message);
    return message;
  }

  newRun(of: AgentThread, body: Body): AgentRun {
    for (const message of (body.additional_messages ?? []) as Body[]) this.newMessage(of, message);
    const { additional_messages: _, additional_instructions: more, stream: __, thread: ___, ...given } = body;
    const run = new AgentRun(
      { ...runDefaults(), ...given, id: this.id('run'), thread_id: of.thread.id },
      of.messages,
      this.id,
    );
    if (typeof more === 'string') run.run.instructions = [run.run.instructions, more].join('\n');
    of.runs.push(run);
    setImmediate(() => void run.start(this.#stop.signal));
    return run;
  }
}

/** An output that the host refuses. */
const REFUSED = '"refuse this"';

const now = () => Math.floor(Date.now() / 1000);

const runDefaults = () => ({
  object: 'thread.run',
  created_at: now(),
  status: 'queued',
  started_at: null,
  expires_at: now() + 600,
  cancelled_at: null,
  failed_at: null,
  completed_at: null,
  required_action: null,
  last_error: null,
  model: 'model-live',
  instructions: '',
  tools: [],
  tool_resources: {},
  metadata: {},
  temperature: 1,
  top_p: 1,
  max_completion_tokens: null,
  max_prompt_tokens: null,
  truncation_strategy: { type: 'auto', last_messages: null },
  incomplete_details: null,
  usage: null,
  response_format: 'auto',
  tool_choice: 'auto',
  parallel_tool_calls: true,
});

const refuse = (message: string, code: string | null = null) => wireError(400, message, code);
const missing = (what: string) => wireError(404, `No ${what} found with this id.`);

/** A host whose runs go on by themselves and that takes every write of the protocol; empty at first. */
export function agentHandler(): Handler {
  const host = new AgentHost();
  return async (request) => {
    const url = new URL(request.url);
    const [kind = '', id, part, partId, action, actionId] = url.pathname.replace(/^.*?\/v1\//, '').split('/');
    const list = (objects: readonly WireObject[]) => {
      const page = listPage(seriesOf(objects), url.searchParams);
      return page ? Response.json(page) : refuse('The id in after or before is not in this list.');
    };
    if (kind === 'files') return files(host, request, id, part === 'content', list);
    const writes = request.method !== 'GET';
    const body = writes ? ((await request.json().catch(() => ({}))) as Body) : {};
    if (kind === 'assistants') {
      const found = host.assistants.find((one) => one.id === id);
      return id === undefined ? list(host.assistants) : found ? Response.json(found) : missing('assistant');
    }
    if (kind !== 'threads') return wireError(404, 'Unknown request URL');
    if (id === undefined) {
      return writes
        ? Response.json(host.newThread(body).thread)
        : list([...host.threads.values()].map((one) => one.thread));
    }
    if (id === 'runs') return started(host, host.newThread((body.thread ?? {}) as Body), body);
    const thread = host.threads.get(id);
    if (!thread) return missing('thread');
    if (part === undefined) {
      if (request.method === 'DELETE') host.threads.delete(id);
      if (request.method === 'DELETE') return Response.json({ id, object: 'thread.deleted', deleted: true });
      return Response.json(writes ? Object.assign(thread.thread, { metadata: body.metadata ?? {} }) : thread.thread);
    }
    if (part === 'messages') {
      const run = url.searchParams.get('run_id');
      if (partId !== undefined)
        return shown(
          thread.messages.find((one) => one.id === partId),
          'message',
        );
      if (writes) return busy(thread) ?? Response.json(host.newMessage(thread, body));
      return list(run === null ? thread.messages : thread.messages.filter((one) => one.run_id === run));
    }
    if (partId === undefined) {
      return writes ? (busy(thread) ?? started(host, thread, body)) : list(thread.runs.map((one) => one.run));
    }
    const run = thread.runs.find((one) => one.run.id === partId);
    if (!run) return missing('run');
    if (action === 'steps') {
      const steps = run.steps.map((step) => withResults(step, url.searchParams));
      return actionId === undefined
        ? list(steps)
        : shown(
            steps.find((one) => one.id === actionId),
            'run step',
          );
    }
    return writes ? changed(run, action, body) : Response.json(run.run);
  };
}

function shown(object: WireObject | undefined, what: string): Response {
  return object ? Response.json(object) : missing(what);
}

/** A thread takes nothing while a run of it goes on. */
function busy({ thread, runs }: AgentThread): Response | null {
  const active = runs.find((one) => !one.ended);
  return active ? refuse(`Can't add messages to ${thread.id} while a run ${active.run.id} is active.`) : null;
}

function started(host: AgentHost, thread: AgentThread, body: Body): Response {
  if (!host.assistants.some((one) => one.id === body.assistant_id)) return missing('assistant');
  const before = body.thread === undefined ? [] : [['thread.created', thread.thread] as const];
  const run = host.newRun(thread, body);
  return body.stream === true ? run.stream(before) : Response.json(run.run);
}

function changed(run: AgentRun, action: string | undefined, body: Body): Response {
  if (action === undefined) return Response.json(Object.assign(run.run, { metadata: body.metadata ?? {} }));
  if (action === 'cancel') {
    if (run.ended) return refuse(`Cannot cancel run with status '${String(run.run.status)}'.`);
    run.cancel();
    return Response.json(run.run);
  }
  if (action !== 'submit_tool_outputs') return wireError(404, 'Unknown request URL');
  const said = [...((body.tool_outputs ?? []) as Body[]), ...((body.tool_approvals ?? []) as Body[])];
  const outputs = Object.fromEntries(said.map((one) => [one.tool_call_id, String(one.output ?? one.approve)]));
  if (Object.values(outputs).includes(REFUSED)) return refuse('Invalid tool output: this host does not take it.');
  const stream = body.stream === true ? run.stream() : null;
  if (!run.submit(outputs)) return refuse(`Runs in status "${String(run.run.status)}" do not accept tool outputs.`);
  return stream ?? Response.json(run.run);
}

/** Chunks of a search are given only to whom asks for them. */
function withResults(step: WireObject, query: URLSearchParams): WireObject {
  if (query.has('include[]')) return step;
  return JSON.parse(JSON.stringify(step, (name, value) => (name === 'content' ? undefined : value))) as WireObject;
}

async function files(
  { files: kept, id: newId }: AgentHost,
  request: Request,
  id: string | undefined,
  content: boolean,
  list: (objects: readonly WireObject[]) => Response,
): Promise<Response> {
  if (request.method === 'POST') {
    const form = await request.formData();
    const file = form.get('file');
    if (!(file instanceof File)) return refuse("'file' is a required property");
    const bytes = new Uint8Array(await file.arrayBuffer());
    const about = { object: 'file', bytes: bytes.length, filename: file.name, purpose: form.get('purpose') };
    const object = { id: newId('file'), created_at: now(), ...about };
    kept.set(object.id, { object, bytes });
    return Response.json(object);
  }
  if (id === undefined) return list([...kept.values()].map(({ object }) => object));
  const found = kept.get(id);
  if (!found) return missing('file');
  if (request.method === 'DELETE') kept.delete(id);
  if (request.method === 'DELETE') return Response.json({ id, object: 'file', deleted: true });
  return content ? new Response(found.bytes) : Response.json(found.object);
}
