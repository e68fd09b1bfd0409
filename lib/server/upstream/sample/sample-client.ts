import 'server-only';
import { isJsonObject, type JsonObject } from '../../../domain/json.ts';
import { createSampleHandler } from './handler.ts';

/** Parts of the wire's objects that tests look at; the rest is reached by name. */
export type WireThing = JsonObject & { id: string; created_at: number };
export type WireRun = WireThing & {
  thread_id: string;
  assistant_id: string;
  status: string;
  model: string;
  started_at: number | null;
  expires_at: number | null;
  completed_at: number | null;
  failed_at: number | null;
  cancelled_at: number | null;
};
export type WireStep = WireThing & {
  thread_id: string;
  run_id: string;
  type: string;
  status: string;
  completed_at: number | null;
  failed_at: number | null;
};
export type WireMessage = WireThing & { run_id: string | null; role: string };

/** For tests: reads the sample at a fixed instant. */
export interface SampleClient {
  get(path: string): Promise<{ status: number; headers: Headers; body: JsonObject }>;
  /** All objects of a list, page by page. */
  all<T extends WireThing = WireThing>(
    path: string,
    query?: { order?: 'asc' | 'desc'; limit?: number; include?: boolean },
  ): Promise<T[]>;
  bytes(path: string): Promise<{ headers: Headers; bytes: Uint8Array }>;
}

export const INCLUDE = `include%5B%5D=${encodeURIComponent('step_details.tool_calls[*].file_search.results[*].content')}`;

/** `at` as ISO time or milliseconds; a new handler every time. */
export function sampleAt(at: string | number, prefix = '/v1'): SampleClient {
  const now = typeof at === 'number' ? at : Date.parse(at);
  const handler = createSampleHandler({ now: () => now });
  const send = (path: string) => handler(new Request(`http://sample.invalid${prefix}${path}`));
  const get: SampleClient['get'] = async (path) => {
    const response = await send(path);
    const body: unknown = await response.json();
    if (!isJsonObject(body)) throw new Error(`${path} is no object`);
    return { status: response.status, headers: response.headers, body };
  };
  return {
    get,
    async all<T extends WireThing>(
      path: string,
      query: { order?: 'asc' | 'desc'; limit?: number; include?: boolean } = {},
    ) {
      const { order = 'asc', limit = 100, include = false } = query;
      const found: T[] = [];
      for (let after = ''; ; ) {
        const extra = `${include ? `&${INCLUDE}` : ''}${after ? `&after=${after}` : ''}`;
        const { status, body } = await get(`${path}?order=${order}&limit=${limit}${extra}`);
        if (status !== 200 || !Array.isArray(body.data)) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`);
        found.push(...(body.data as T[]));
        if (body.has_more !== true) return found;
        after = found.at(-1)?.id ?? '';
      }
    },
    async bytes(path) {
      const response = await send(path);
      return { headers: response.headers, bytes: new Uint8Array(await response.arrayBuffer()) };
    },
  };
}

/** Every run of every listed thread, newest thread first. */
export async function allRuns(client: SampleClient): Promise<WireRun[]> {
  const threads = await client.all('/threads', { order: 'desc' });
  const runs = await Promise.all(threads.map(({ id }) => client.all<WireRun>(`/threads/${id}/runs`)));
  return runs.flat();
}

/** Every step of some runs, with the text of search results. */
export async function allSteps(client: SampleClient, runs: WireRun[]): Promise<WireStep[]> {
  const steps = await Promise.all(
    runs.map((run) => client.all<WireStep>(`/threads/${run.thread_id}/runs/${run.id}/steps`, { include: true })),
  );
  return steps.flat();
}

/** Every message of every listed thread, oldest first. */
export async function allMessages(client: SampleClient): Promise<WireMessage[]> {
  const threads = await client.all('/threads');
  const messages = await Promise.all(threads.map(({ id }) => client.all<WireMessage>(`/threads/${id}/messages`)));
  return messages.flat();
}

/** The run whose id begins so. */
export function runLike(runs: readonly WireRun[], beginning: string): WireRun {
  const found = runs.find((run) => run.id.startsWith(beginning));
  if (!found) throw new Error(`no run ${beginning}`);
  return found;
}
