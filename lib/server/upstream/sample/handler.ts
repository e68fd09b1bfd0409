import 'server-only';
import { type Answer, json, noSuchFile, notFound, readOnly, toResponse, unknownAddress } from './answer.ts';
import { listPage, readInclude, readListQuery } from './list-query.ts';
import type { FilePlan, ThreadPlan } from './plan.ts';
import { showAssistant, showFile, showThread } from './show-file.ts';
import { showMessage } from './show-message.ts';
import { showRun } from './show-run.ts';
import { showStep } from './show-step.ts';
import { createWorld, type World } from './world.ts';

/** What one request asks about. `now` in seconds. */
interface Question {
  world: World;
  now: number;
  params: URLSearchParams;
}

/**
 * The built-in sample source: speaks the reading half of the Assistants protocol v2 over data made from the clock. Any path
 * may stand before `/threads`, `/assistants` and `/files`. `now` gives milliseconds since 1970 (the system's clock).
 */
export function createSampleHandler(options: { now?: () => number } = {}): (request: Request) => Promise<Response> {
  const clock = options.now ?? Date.now;
  const world = createWorld();
  return async (request) => {
    const began = performance.now();
    const url = new URL(request.url);
    const question = { world, now: Math.floor(clock() / 1000), params: url.searchParams };
    const answer = answerTo(request.method, url.pathname, question);
    return toResponse(answer, performance.now() - began);
  };
}

/** The sample source by the system's clock. */
export const handleSampleRequest = createSampleHandler();

function answerTo(method: string, path: string, question: Question): Answer {
  const parts = path.split('/').filter((part) => part !== '');
  const root = parts.findIndex((part) => part === 'threads' || part === 'assistants' || part === 'files');
  const [kind, id, ...rest] = root < 0 ? [] : parts.slice(root).map(decoded);
  const read = readerOf(kind, id, rest);
  if (!read) return unknownAddress(method, path);
  return method === 'GET' ? read(question) : readOnly(method, path);
}

/** How to answer an address; null for one that the protocol does not have. */
function readerOf(kind?: string, id?: string, rest: string[] = []): ((question: Question) => Answer) | null {
  const [list, item, steps, step] = rest;
  if (kind === 'assistants' && rest.length === 0) return (q) => (id === undefined ? assistants(q) : assistant(q, id));
  if (kind === 'files' && id !== undefined) {
    if (rest.length === 0) return (q) => withFile(q, id, (file) => json(showFile(file)));
    return list === 'content' && rest.length === 1 ? (q) => withFile(q, id, content) : null;
  }
  if (kind !== 'threads') return null;
  if (id === undefined) return threads;
  if (rest.length === 0) return (q) => withThread(q, id, (thread) => json(showThread(thread)));
  if (list === 'messages' && rest.length <= 2) return (q) => withThread(q, id, (thread) => messages(q, thread, item));
  if (list !== 'runs' || rest.length > 4 || (steps !== undefined && steps !== 'steps')) return null;
  if (item !== undefined && steps !== undefined) {
    return (q) => withThread(q, id, (thread) => runSteps(q, thread, item, step));
  }
  return (q) => withThread(q, id, (thread) => runs(q, thread, item));
}

function threads({ world, now, params }: Question): Answer {
  const query = readListQuery(params);
  if ('status' in query) return query;
  const listed = world.threads(now);
  // A thread that has left the list since the last page still marks its place.
  for (const cursor of [query.after, query.before]) {
    const thread = cursor === null ? null : world.thread(cursor, now);
    if (thread && !listed.some((head) => head.id === thread.id)) listed.push(thread);
  }
  listed.sort((a, b) => a.createdAt - b.createdAt || a.number - b.number);
  return listAnswer(listPage(listed, query, showThread));
}

function assistants({ world, params }: Question): Answer {
  const query = readListQuery(params);
  return 'status' in query ? query : listAnswer(listPage(world.assistants(), query, showAssistant));
}

function assistant({ world }: Question, id: string): Answer {
  const found = world.assistants().find((plan) => plan.id === id);
  return found ? json(showAssistant(found)) : notFound('assistant', id);
}

function messages({ now, params }: Question, thread: ThreadPlan, id?: string): Answer {
  const there = thread.messages.filter((message) => message.createdAt <= now);
  if (id !== undefined) {
    const found = there.find((message) => message.id === id);
    return found ? json(showMessage(found, thread.id, now)) : notFound('message', id);
  }
  const query = readListQuery(params);
  if ('status' in query) return query;
  const run = params.get('run_id');
  const wanted = run === null ? there : there.filter((message) => message.runId === run);
  return listAnswer(listPage(wanted, query, (message) => showMessage(message, thread.id, now)));
}

function runs({ now, params }: Question, thread: ThreadPlan, id?: string): Answer {
  const there = thread.runs.filter((run) => run.createdAt <= now);
  if (id !== undefined) {
    const found = there.find((run) => run.id === id);
    return found ? json(showRun(found, now)) : notFound('run', id);
  }
  const query = readListQuery(params);
  return 'status' in query ? query : listAnswer(listPage(there, query, (run) => showRun(run, now)));
}

function runSteps({ now, params }: Question, thread: ThreadPlan, runId: string, id?: string): Answer {
  const run = thread.runs.find((plan) => plan.id === runId && plan.createdAt <= now);
  if (!run) return notFound('run', runId);
  const include = readInclude(params);
  if (typeof include !== 'boolean') return include;
  const there = run.steps.filter((step) => step.createdAt <= now);
  if (id !== undefined) {
    const found = there.find((step) => step.id === id);
    return found ? json(showStep(run, found, now, include)) : notFound('run step', id);
  }
  const query = readListQuery(params);
  if ('status' in query) return query;
  return listAnswer(listPage(there, query, (step) => showStep(run, step, now, include)));
}

function listAnswer(page: ReturnType<typeof listPage>): Answer {
  return 'status' in page ? page : json(page);
}

function withThread({ world, now }: Question, id: string, read: (thread: ThreadPlan) => Answer): Answer {
  const thread = world.thread(id, now);
  return thread ? read(thread) : notFound('thread', id);
}

function withFile({ world, now }: Question, id: string, read: (file: FilePlan) => Answer): Answer {
  const file = world.file(id, now);
  return file ? read(file) : noSuchFile(id);
}

const TYPES: { [ending: string]: string } = {
  png: 'image/png',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json',
  md: 'text/markdown; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  log: 'text/plain; charset=utf-8',
  pdf: 'application/pdf',
};

function content(file: FilePlan): Answer {
  const type = TYPES[file.name.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
  const disposition = `attachment; filename="${file.name}"`;
  return { status: 200, headers: { 'content-type': type, 'content-disposition': disposition }, body: file.bytes() };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
