import { listPage, type Series, type WireObject } from './series.ts';

export interface WireFile {
  object: WireObject;
  bytes: Uint8Array<ArrayBuffer>;
  contentType: string;
}

/** Everything that one host of the Assistants protocol holds. */
export interface World {
  threads: Series;
  messages(thread: string): Series | null;
  runs(thread: string): Series | null;
  steps(thread: string, run: string): Series | null;
  assistants: ReadonlyMap<string, WireObject>;
  files: ReadonlyMap<string, WireFile>;
}

/** Answers one request; null where it wrote the answer to the socket by itself. */
export type Handler = (request: Request) => Response | Promise<Response>;

export function wireError(status: number, message: string, code: string | null = null): Response {
  return Response.json({ error: { message, type: 'invalid_request_error', param: null, code } }, { status });
}

const missing = (what: string, id: string) => wireError(404, `No ${what} found with id '${id}'.`);

/** Serves a world below `/v1` of the address it is mounted at. */
export function worldHandler(world: World): Handler {
  return (request) => {
    const url = new URL(request.url);
    const [kind = '', id = '', part, partId = '', steps, stepId] = url.pathname
      .replace(/^.*?\/v1\//, '')
      .split('/')
      .map(decodeURIComponent);
    if (kind === 'assistants') return object(world.assistants.get(id), 'assistant', id);
    if (kind === 'files') return file(world.files.get(id), id, part === 'content');
    if (kind !== 'threads') return wireError(404, 'Unknown request URL');
    if (id === '') return list(world.threads, url.searchParams);
    if (world.threads.indexOf(id) === -1) return missing('thread', id);
    if (part === undefined) return object(world.threads.at(world.threads.indexOf(id)), 'thread', id);
    if (part === 'messages') {
      const run = url.searchParams.get('run_id');
      return member(filtered(world.messages(id), run), 'message', partId, url.searchParams);
    }
    if (part !== 'runs') return wireError(404, 'Unknown request URL');
    if (steps === undefined) return member(world.runs(id), 'run', partId, url.searchParams);
    return member(world.steps(id, partId), 'run step', stepId ?? '', url.searchParams);
  };
}

function member(series: Series | null, what: string, id: string, query: URLSearchParams): Response {
  if (!series) return missing(what, id);
  if (id === '') return list(series, query);
  const at = series.indexOf(id);
  return at === -1 ? missing(what, id) : Response.json(series.at(at));
}

function list(series: Series, query: URLSearchParams): Response {
  const page = listPage(series, query);
  return page ? Response.json(page) : wireError(400, 'The id in after or before is not in this list.');
}

function object(found: WireObject | undefined, what: string, id: string): Response {
  return found ? Response.json(found) : missing(what, id);
}

function file(found: WireFile | undefined, id: string, content: boolean): Response {
  if (!found) return missing('file', id);
  return content
    ? new Response(found.bytes, { headers: { 'content-type': found.contentType } })
    : Response.json(found.object);
}

/** Messages of one run; only what is already made is filtered. */
function filtered(series: Series | null, run: string | null): Series | null {
  if (!series || run === null) return series;
  const places: number[] = [];
  for (let i = 0; i < series.length; i++) if (series.at(i).run_id === run) places.push(i);
  return {
    length: places.length,
    at: (index) => series.at(places[index] ?? -1),
    indexOf: (id) => places.indexOf(series.indexOf(id)),
  };
}
