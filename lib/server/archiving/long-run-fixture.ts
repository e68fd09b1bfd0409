import 'server-only';
import { createSource, SAMPLE, type Source } from '../upstream/sources.ts';

export const LONG_KEY = 'thread_long.run_long';

let count = 0;

/** A source with one run of very many small steps, for unit tests. */
export interface LongRunSource {
  source: Source;
  /** Pages of lists asked for so far, and among them those whose cursor had been asked for before. */
  pages: () => number;
  again: () => number;
}

/** A run of so many steps that has ended, or that goes on. */
export function longRunSource(steps: number, status = 'completed'): LongRunSource {
  const asked: string[] = [];
  const id = `long${count++}`;
  const source = createSource({ ...SAMPLE, id, name: id }, async ({ url }) => {
    const { pathname, searchParams } = new URL(url);
    const isList = searchParams.has('limit');
    if (isList) asked.push(`${pathname} ${searchParams.get('after')} ${searchParams.get('order')}`);
    if (pathname.endsWith('/steps')) return listed(steps, searchParams);
    if (isList) return Response.json({ object: 'list', data: [], has_more: false });
    if (!pathname.endsWith('/run_long')) return Response.json({ error: { message: 'None.' } }, { status: 404 });
    const times = { created_at: 1_700_000_000, started_at: 1_700_000_000, completed_at: 1_700_000_900 };
    return Response.json({ id: 'run_long', object: 'thread.run', thread_id: 'thread_long', status, ...times });
  });
  return { source, pages: () => asked.length, again: () => asked.length - new Set(asked).size };
}

function listed(steps: number, query: URLSearchParams): Response {
  const after = Number(query.get('after')?.slice('step_'.length) ?? '0');
  const size = Math.min(Number(query.get('limit')), steps - after);
  const data = Array.from({ length: size }, (_, i) => ({
    id: `step_${after + i + 1}`,
    object: 'thread.run.step',
    created_at: 1_700_000_000,
    run_id: 'run_long',
    thread_id: 'thread_long',
    type: 'message_creation',
    status: 'completed',
    step_details: { type: 'message_creation', message_creation: { message_id: 'msg_1' } },
  }));
  return Response.json({ object: 'list', data, has_more: after + size < steps, last_id: data.at(-1)?.id });
}
