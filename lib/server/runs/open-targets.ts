import 'server-only';
import type { OpenTarget } from '../../domain/open-target.ts';
import type { Run } from '../../domain/run.ts';
import { findKept, findKeptByPart, findKeptMessage, findKeptThread } from './find-kept.ts';
import type { Recognised } from '../upstream/dialect.ts';
import { allSources } from '../upstream/sources.ts';

/** A run that can be opened, perhaps at a step. */
export function runTarget(run: Run, stepId: string | null): OpenTarget {
  const who = run.assistantName ?? run.assistantId ?? 'Run';
  return {
    kind: 'run',
    id: run.id,
    label: `${who} in ${nameOf(run.source)}`,
    status: run.status,
    createdAt: run.createdAt,
    source: run.source,
    key: run.key,
    step: stepId,
  };
}

/** A thread that can be opened. */
export function threadTarget(source: string, thread: string): OpenTarget {
  const label = `Thread in ${nameOf(source)}`;
  return { kind: 'thread', id: thread, label, status: null, createdAt: null, source, key: null, step: null };
}

/** What the archive has of pasted ids, whether or not their sources are there (any more). Never fails. */
export async function keptTargets(readings: readonly Recognised[], signal: AbortSignal): Promise<OpenTarget[]> {
  const found = await Promise.all(readings.map((reading) => keptOf(reading, signal)));
  return found.flat();
}

/** Kept runs by a part of their id. Never fails. */
export async function keptByPart(part: string, signal: AbortSignal): Promise<OpenTarget[]> {
  return (await findKeptByPart(part, signal)).map((run) => runTarget(run, null));
}

async function keptOf({ stepId, messageId, runId, threadId }: Recognised, signal: AbortSignal): Promise<OpenTarget[]> {
  const id = stepId ?? messageId ?? runId;
  if (id !== null) {
    const hits = await findKept(id, signal);
    if (hits.length > 0) return hits.map((hit) => runTarget(hit.run, hit.stepId));
  }
  if (messageId !== null) {
    const threads = await findKeptMessage(messageId, signal);
    if (threads.length > 0) return threads.map(({ source, thread }) => threadTarget(source, thread));
  }
  if (threadId === null || runId !== null) return [];
  return (await findKeptThread(threadId, signal)).map((source) => threadTarget(source, threadId));
}

function nameOf(source: string): string {
  return allSources().find(({ id }) => id === source)?.name ?? source;
}
