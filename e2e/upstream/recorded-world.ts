import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { seriesOf, type WireObject } from './series.ts';
import type { World } from './world.ts';

/** What a folder of recorded exchanges holds of the Assistants protocol: each object as it was last seen. */
export interface Recorded {
  threads: Map<string, WireObject>;
  runs: Map<string, WireObject>;
  steps: Map<string, WireObject>;
  messages: Map<string, WireObject>;
  assistants: Map<string, WireObject>;
  files: Map<string, WireObject>;
}

const KINDS: Record<string, keyof Recorded> = {
  thread: 'threads',
  'thread.run': 'runs',
  'thread.run.step': 'steps',
  'thread.message': 'messages',
  assistant: 'assistants',
  file: 'files',
};

interface Exchange {
  response?: { body?: unknown };
}

/** Reads every exchange in the folder: JSON bodies, the text of event streams, arrays of their payloads. */
export function readRecorded(folder: string): Recorded {
  const recorded: Recorded = {
    threads: new Map(),
    runs: new Map(),
    steps: new Map(),
    messages: new Map(),
    assistants: new Map(),
    files: new Map(),
  };
  for (const path of globSync('**/*.json', { cwd: folder }).sort()) {
    const { exchanges } = JSON.parse(readFileSync(join(folder, path), 'utf8')) as { exchanges?: Exchange[] };
    for (const exchange of exchanges ?? []) {
      for (const value of bodyValues(exchange.response?.body)) collect(value, recorded);
    }
  }
  for (const { run_id: run, thread_id: thread } of recorded.steps.values()) {
    if (typeof run === 'string' && !recorded.runs.has(run)) {
      recorded.runs.set(run, { id: run, object: 'thread.run', thread_id: thread, status: 'unknown' });
    }
  }
  for (const { thread_id: thread, created_at } of [...recorded.runs.values(), ...recorded.messages.values()]) {
    if (typeof thread === 'string' && !recorded.threads.has(thread)) {
      recorded.threads.set(thread, { id: thread, object: 'thread', created_at, metadata: {} });
    }
  }
  return recorded;
}

function bodyValues(body: unknown): unknown[] {
  if (typeof body !== 'string') return [body];
  const payloads = body.split(/\r?\n/).filter((line) => line.startsWith('data:'));
  return payloads.flatMap((line) => {
    try {
      return [JSON.parse(line.slice('data:'.length)) as unknown];
    } catch {
      return [];
    }
  });
}

/** Keeps the object that `value` is and those inside it; a later state replaces an earlier one. */
function collect(value: unknown, recorded: Recorded): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, recorded);
  } else if (typeof value === 'object' && value !== null) {
    const { id, object } = value as { id?: unknown; object?: unknown };
    const kind = typeof object === 'string' ? KINDS[object] : undefined;
    if (kind && typeof id === 'string') recorded[kind].set(id, value as WireObject);
    for (const item of Object.values(value)) collect(item, recorded);
  }
}

const createdAt = (object: WireObject) => (typeof object.created_at === 'number' ? object.created_at : 0);

/** The recorded objects as a host that answers for all of them. Objects of one second keep the order of the recording. */
export function recordedWorld(recorded: Recorded): World {
  const among = (objects: Map<string, WireObject>, field: string, id: string) =>
    seriesOf([...objects.values()].filter((one) => one[field] === id).sort((a, b) => createdAt(a) - createdAt(b)));
  return {
    threads: seriesOf([...recorded.threads.values()].sort((a, b) => createdAt(a) - createdAt(b))),
    messages: (thread) => among(recorded.messages, 'thread_id', thread),
    runs: (thread) => among(recorded.runs, 'thread_id', thread),
    steps: (_thread, run) => (recorded.runs.has(run) ? among(recorded.steps, 'run_id', run) : null),
    assistants: recorded.assistants,
    files: new Map(
      [...recorded.files].map(([id, object]) => [
        id,
        { object, bytes: new TextEncoder().encode('The recording holds no bytes.'), contentType: 'text/plain' },
      ]),
    ),
  };
}
