import 'server-only';
import type { Run } from '../../domain/run.ts';
import { readerOf } from './reader-of.ts';
import { theArchive } from './the-archive.ts';

/** A kept run, and the step by which it was found where it was one. */
export interface KeptHit {
  run: Run;
  stepId: string | null;
}

const MOST = 8;

/** Kept runs that have this id, or that the step or message of this id belongs to; none without an archive. */
export async function findKept(id: string, signal: AbortSignal): Promise<KeptHit[]> {
  const archive = await theArchive().catch(() => null);
  const found = (await archive?.findRun(id).catch(() => null)) ?? [];
  const hits = await Promise.all(
    found.slice(0, MOST).map(async ({ source, key, stepId }): Promise<KeptHit | null> => {
      const opened = await readerOf(source, key).catch(() => null);
      const run = await opened?.reader.getRun(key, signal).catch(() => null);
      return run
        ? { run: { ...run, assistantName: run.assistantName ?? opened?.kept?.assistantName ?? null }, stepId }
        : null;
    }),
  );
  return hits.filter((hit) => hit !== null);
}
