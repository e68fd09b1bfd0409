import 'server-only';
import type { Run } from '../../domain/run.ts';
import { createMemoryWireStore } from '../upstream/memory-wire-store.ts';
import { archivedReader } from '../upstream/sources.ts';
import type { WireObject } from '../upstream/wire-store.ts';

/** A run for unit tests, as its source sent it and as it is read. */
export interface WireRun {
  run: Run;
  object: WireObject;
}

/** Noon, in seconds since 1970. */
export const START = Date.UTC(2026, 10, 20, 12) / 1000;

/** Runs as their sources send them, in minutes after noon. */
const WIRE: { source: string; thread: string; minute: number; more: Record<string, unknown> }[] = [
  { source: 'one', thread: 'thread_a', minute: 0, more: { status: 'completed', completed_at: START + 40 } },
  {
    source: 'one',
    thread: 'thread_a',
    minute: 10,
    more: {
      status: 'failed',
      failed_at: START + 605,
      last_error: { code: 'rate_limit_exceeded', message: 'Limit 30000 reached for Zürich.' },
    },
  },
  {
    source: 'one',
    thread: 'thread_b',
    minute: 30,
    more: {
      status: 'failed',
      failed_at: START + 1830,
      last_error: { code: 'rate_limit_exceeded', message: 'Limit 12 reached for Zürich.' },
    },
  },
  {
    source: 'two',
    thread: 'thread_a',
    minute: 50,
    more: { status: 'requires_action', model: 'llama', tools: [{ type: 'file_search' }], assistant_id: 'asst_2' },
  },
  {
    source: 'two',
    thread: 'thread_c',
    minute: 59,
    more: { status: 'failed', last_error: { code: 'server_error', message: 'Sorry.' }, model: 'llama' },
  },
];

/** The runs, one assistant of which has a name. */
export function wireRuns(): Promise<WireRun[]> {
  return Promise.all(WIRE.map(readRun));
}

async function readRun({ source, thread, minute, more }: (typeof WIRE)[number], i: number): Promise<WireRun> {
  const id = `run_${i}`;
  const common = { id, object: 'thread.run', thread_id: thread, assistant_id: 'asst_1', model: 'gpt' };
  const value = { ...common, created_at: START + minute * 60, ...more };
  const createdAt = value.created_at * 1000;
  const text = JSON.stringify(value);
  const object: WireObject = { kind: 'run', id, threadId: thread, runId: null, createdAt, text };
  const store = createMemoryWireStore();
  store.keep([object]);
  const run = await archivedReader(source, store).getRun(`${thread}.${id}`, new AbortController().signal);
  return { run: { ...run, assistantName: run.assistantId === 'asst_2' ? 'Ärzte' : null }, object };
}
