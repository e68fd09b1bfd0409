import 'server-only';
import { isFailure } from '../../domain/failure.ts';
import { isTerminal, type Run } from '../../domain/run.ts';
import type { RunRow } from '../../domain/run-row.ts';
import type { KeptRun } from '../archive/archive.ts';
import { archivedReader, findSource } from '../upstream/sources.ts';
import type { WireObject, WireStore } from '../upstream/wire-store.ts';
import { freshRun } from './known-runs.ts';
import { asRow } from './long-texts.ts';

const { signal } = new AbortController();

/** A run of the archive as a row of the list; one that goes on as it was read since. */
export async function keptRow(kept: KeptRun): Promise<RunRow> {
  const run = await keptRunOf(kept);
  const fresh = isTerminal(run) ? null : freshRun(kept.source, kept.key, kept.capturedAt);
  const { assistantName, summary, goneAt, text } = kept;
  const row = asRow(fresh ?? run);
  const named = { ...row, assistantName: row.assistantName ?? assistantName };
  return { ...withLeft(named, goneAt !== null), summary, goneAt, piecesOnly: text === null };
}

/** The run; marked where it had not ended and nobody will tell more: its source is not asked, or has it no more (`gone`). */
export function withLeft(run: Run, gone: boolean): Run {
  return !isTerminal(run) && (gone || findSource(run.source) === null) ? { ...run, left: true } : run;
}

/**
 * The run as its dialect reads the JSON that was kept; of one that never came, or is damaged, its ids. One of which
 * nothing but its own id is known stands among the others all the same.
 */
async function keptRunOf(kept: KeptRun): Promise<Run> {
  const { source, key } = kept;
  const reader = (text: string | null) => archivedReader(source, storeOf({ text }));
  try {
    return await reader(kept.text).getRun(key, signal);
  } catch (error) {
    if (!isFailure(error)) throw error;
    const ids = reader(null);
    if (!isFailure(error, 'invalid_id')) return ids.getRun(key, signal);
    return { ...(await ids.getRun(ids.runKey('unknown', key), signal)), key, threadId: null };
  }
}

/** Holds the JSON of one run; where that never came, an empty step stands for its pieces. */
function storeOf({ text }: Pick<KeptRun, 'text'>): WireStore {
  const made = (kind: WireObject['kind'], id: string, of: string): WireObject => {
    return { kind, id, threadId: null, runId: null, createdAt: null, text: of };
  };
  return {
    get: async (kind, id) => (kind === 'run' && text !== null ? made(kind, id, text) : null),
    list: async (kind) => {
      const items = kind === 'step' && text === null ? [made(kind, 'step', '{}')] : [];
      return { items, nextCursor: null, total: null };
    },
    bytes: async () => null,
  };
}
