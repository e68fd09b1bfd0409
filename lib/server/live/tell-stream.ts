import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { Lease } from './lease.ts';
import { liveRun } from './run-hub.ts';

/** How often other instances are told of it, ms. Streams that are over before that are left to their looks. */
const EVERY = 1_000;

/**
 * Has the other instances that watch a run told what its stream, which passes through this one, has brought: they need not
 * ask the source meanwhile. Gives back what ends it; what the run is then is still told. Never fails.
 */
export function tellStream(source: string, key: string, every = EVERY): () => void {
  const over = new AbortController();
  tellUntil(source, key, over.signal, every).catch((error: unknown) =>
    process.emitWarning(`A stream is not told to others: ${error instanceof Error ? error.message : 'unknown error'}`),
  );
  return () => over.abort();
}

async function tellUntil(source: string, key: string, over: AbortSignal, every: number): Promise<void> {
  const lease = new Lease(source, key);
  await sleep(every, undefined, { signal: over, ref: false }).catch(() => undefined);
  if (over.aborted) return;
  for (;;) {
    const last = over.aborted;
    await lease.take();
    await lease.tell(liveRun(source, key).channel.snapshot());
    if (last) break;
    await sleep(every, undefined, { signal: over, ref: false }).catch(() => undefined);
  }
  await lease.release();
}
