import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { fail, type Failure, FailureError, isFailure } from '../../domain/failure.ts';
import { isTerminal } from '../../domain/run.ts';
import type { RunEvent } from '../../domain/run-event.ts';
import { keptReaderOf, readerOf } from '../archiving/reader-of.ts';
import { noteViewed } from '../archiving/recorder.ts';
import { rememberRuns } from '../runs/known-runs.ts';
import type { SourceReader } from '../upstream/dialect.ts';
import { findSource } from '../upstream/sources.ts';
import type { Channel } from './channel.ts';
import { Lease } from './lease.ts';
import { Pace, PACE, type PaceLimits } from './pace.ts';
import { liveRun, publishRunEvents } from './run-hub.ts';
import { type Look, RunPoller } from './run-poller.ts';

/** Looks in a row that may fail before those who watch are told that it broke off. */
const MOST_FAILURES = 4;
/** A lease that another instance holds is of no use where nothing was told for so long, ms. */
const SILENT = 20_000;

/**
 * Follows one run until it has ended, `signal` fires, or its source fails too often, and publishes what changes. `begun` is
 * called after the first look; failures before it are thrown, later ones published. The end is archived.
 */
export async function follow(
  source: string,
  key: string,
  signal: AbortSignal,
  begun: () => void,
  limits: PaceLimits = PACE,
): Promise<void> {
  const lease = new Lease(source, key);
  let first = true;
  try {
    await followWith(source, key, lease, signal, limits, () => {
      first = false;
      begun();
    });
  } catch (error) {
    if (signal.aborted) return;
    if (first) throw error;
    const { code, message } = isFailure(error) ? error.failure : UNEXPECTED;
    publishRunEvents(source, key, [{ type: 'error', error: { code, message } }]);
    if (!isFailure(error)) throw error;
  } finally {
    await lease.release();
  }
}

async function followWith(
  source: string,
  key: string,
  lease: Lease,
  signal: AbortSignal,
  limits: PaceLimits,
  begun: () => void,
): Promise<void> {
  const { channel } = liveRun(source, key);
  const { reader, asks } = await readerFor(source, key);
  const poller = reader && new RunPoller(reader, key, channel);
  const pace = new Pace(Date.now(), limits);
  let wait = limits.fast;
  /** When it was last known here how the run is, null before the first look, and when to look next, ms since 1970. */
  let knownAt: number | null = null;
  let due = 0;
  for (;;) {
    const seen = knownAt === null ? null : await lease.hear();
    if (seen) {
      knownAt = Date.now();
      publishRunEvents(source, key, [{ type: 'snapshot', trace: seen }]);
      if (isTerminal(seen.run)) return;
    }
    const ours = knownAt === null || Date.now() - knownAt >= SILENT || (await lease.isOurs(wait));
    if (ours && Date.now() >= due) {
      const version = channel.version;
      const look = await attempt(poller, signal, knownAt === null && channel.trace === null);
      if (signal.aborted) return;
      if ('code' in look) {
        wait = pace.failed(look.retryAfter === undefined ? null : look.retryAfter * 1000);
        if (asks && (isFinal(look) || pace.failures > MOST_FAILURES)) throw new FailureError(look);
      } else {
        const changed = publishRunEvents(source, key, timely(look.events, channel, version));
        if (asks) rememberRuns([look.run]);
        if (look.ended && asks) noteViewed(look.run, true);
        wait = pace.looked(changed, look.pollAfter, Date.now());
      }
      knownAt = Date.now();
      due = knownAt + wait;
      begun();
      await lease.tell(channel.snapshot());
      if (!('code' in look) && look.ended) return;
    }
    // In between it listens for what others tell, however long the source asks to wait.
    await sleep(ours ? Math.max(0, Math.min(due - Date.now(), limits.fast)) : limits.fast, undefined, { signal });
  }
}

/**
 * The source itself, without the archive in its place: what that holds is no news. A source that Runlens has no key for is
 * never asked: its runs are told by what passes through, and kept; null where nothing is kept.
 */
async function readerFor(source: string, key: string): Promise<{ reader: SourceReader | null; asks: boolean }> {
  const found = findSource(source);
  if (found && !found.hasKey) return { reader: await keptReaderOf(source), asks: false };
  const { reader, live } = await readerOf(source, key);
  return { reader: live ? (found?.reader ?? reader) : reader, asks: live };
}

/** A look, or why it failed; throws where nothing at all is known of the run yet. */
async function attempt(poller: RunPoller | null, signal: AbortSignal, must: boolean): Promise<Look | Failure> {
  try {
    return await (poller?.look(signal) ?? fail('not_found', 'This run has not passed through Runlens yet.'));
  } catch (error) {
    if (must || signal.aborted || !isFailure(error)) throw error;
    return error.failure;
  }
}

/** Without the status of a run of which a stream told more while it was being looked at. */
function timely(events: readonly RunEvent[], { version }: Channel, before: number): readonly RunEvent[] {
  if (version === before) return events;
  return events.filter((event) => event.type !== 'run_changed' || isTerminal(event.run));
}

const UNEXPECTED: Failure = { code: 'internal', message: 'Following the run met an unexpected error.' };

/** Failures that waiting does not mend. */
function isFinal({ code }: Failure): boolean {
  return code === 'not_found' || code === 'upstream_auth' || code === 'invalid_id' || code === 'capability_missing';
}
