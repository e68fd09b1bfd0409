import 'server-only';
import { deflateSync } from 'node:zlib';
import { captured } from '#lib/server/archive/test-archives.ts';
import type { Archive } from '#lib/server/archive/archive.ts';
import type { WireKind, WireObject } from '#lib/server/upstream/wire-store.ts';

const HOST = 'localhost:3000';
export const SOURCE = 's';
export const KEY = 't1.run_1';

type Handler = (
  request: Request,
  context: { params: Promise<Record<string, string | string[] | undefined> | undefined> },
) => Promise<Response>;

/** Calls a route handler as the framework does. */
export function call(
  handler: Handler,
  path: string,
  params: Record<string, string> = {},
  init: RequestInit & { as?: string } = {},
): Promise<Response> {
  const headers = new Headers({ host: HOST, ...(init.as && { authorization: `Bearer ${init.as}` }) });
  for (const [name, value] of new Headers(init.headers)) headers.set(name, value);
  return handler(new Request(`http://${HOST}${path}`, { ...init, headers }), { params: Promise.resolve(params) });
}

/** A write as one of our pages makes it. */
export function write(
  handler: Handler,
  path: string,
  body: unknown,
  { params = {}, method = 'POST', as }: { params?: Record<string, string>; method?: string; as?: string } = {},
): Promise<Response> {
  const headers = { origin: `http://${HOST}`, 'content-type': 'application/json', 'x-runlens': '1' };
  const init = { method, headers, body: method === 'POST' ? JSON.stringify(body) : null, ...(as && { as }) };
  return call(handler, path, params, init);
}

/** A wire object of the run; `text` where its JSON is to be written in a way of its own. */
export function object(kind: WireKind, id: string, value: object, text?: (json: string) => string): WireObject {
  const own =
    kind === 'run' ? { id, object: 'thread.run', thread_id: 't1' } : { id, object: WORDS[kind], thread_id: 't1' };
  const ofRun = kind === 'step' || (kind === 'message' && (value as { role?: string }).role !== 'user');
  const json = JSON.stringify({ ...own, ...(ofRun && { run_id: 'run_1' }), created_at: at(kind, value), ...value });
  return {
    kind,
    id,
    threadId: kind === 'file' || kind === 'assistant' ? null : 't1',
    runId: ofRun ? 'run_1' : null,
    createdAt: at(kind, value) * 1000,
    text: text ? text(json) : json,
  };
}

const WORDS: Partial<Record<WireKind, string>> = {
  step: 'thread.run.step',
  message: 'thread.message',
  file: 'file',
  assistant: 'assistant',
};

function at(kind: WireKind, value: object): number {
  if (kind === 'run') return 1_760_000_000;
  return (value as { role?: string }).role === 'user' ? 1_759_999_990 : 1_760_000_010;
}

/** Keeps a whole run of an unconfigured source. */
export async function keepRun(
  archive: Archive,
  objects: readonly WireObject[],
  files: Record<string, Uint8Array> = {},
  index: { assistantName?: string } = {},
): Promise<void> {
  await archive.keepRuns([
    captured(1, { ...index, id: 'run_1' }, { objects: objects.filter(isOfRun), origin: 'import' }),
  ]);
  await archive.keepObjects(
    SOURCE,
    objects.filter((one) => !isOfRun(one)),
    'import',
  );
  for (const [fileId, bytes] of Object.entries(files)) await archive.keepFile({ source: SOURCE, fileId, bytes });
}

function isOfRun({ kind }: WireObject): boolean {
  return kind === 'run' || kind === 'step' || kind === 'message';
}

/** A PNG of one dot with a text in it. */
export function png(note: string): Uint8Array {
  const chunk = (name: string, data: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, Buffer.from(name, 'latin1'), data, Buffer.alloc(4)]);
  };
  const head = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('tEXt', Buffer.from(`Comment\0${note}`, 'latin1')),
    chunk('IDAT', deflateSync(Buffer.from([0, 0]))),
    chunk('IEND', Buffer.alloc(0)),
    Buffer.from(note),
  ]);
}
