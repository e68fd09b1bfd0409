import 'server-only';
import { isFailure } from '../../domain/failure.ts';
import { processState } from '../process-state.ts';
import { follow } from './follow.ts';
import type { PaceLimits } from './pace.ts';
import { liveRun } from './run-hub.ts';

interface Follower {
  viewers: number;
  leave: AbortController;
  ready: Promise<void>;
}

const followers = () => processState('run-followers', () => new Map<string, Follower>());

/** One viewer's part in the following of a run. */
export interface Watch {
  /** Fulfilled once what the run is now is in the hub; rejects with the failure of the source. */
  ready: Promise<void>;
  /** To be called once. The last one to leave ends the following, and what it asks of the source. */
  leave(): void;
}

/** Has a run followed: once for the process, however many watch it. */
export function watchRun(source: string, key: string, limits?: PaceLimits): Watch {
  const known = followers();
  const name = `${source} ${key}`;
  const follower = known.get(name) ?? start(known, name, source, key, limits);
  const run = liveRun(source, key);
  follower.viewers++;
  run.holds++;
  return {
    ready: follower.ready,
    leave() {
      follower.viewers--;
      run.holds--;
      if (follower.viewers > 0) return;
      if (known.get(name) === follower) known.delete(name);
      follower.leave.abort();
    },
  };
}

/** Runs that are followed at this moment. */
export function countFollowed(): number {
  return followers().size;
}

function start(
  known: Map<string, Follower>,
  name: string,
  source: string,
  key: string,
  limits: PaceLimits | undefined,
): Follower {
  const leave = new AbortController();
  const begun = Promise.withResolvers<void>();
  begun.promise.catch(() => undefined);
  const follower = { viewers: 0, leave, ready: begun.promise };
  known.set(name, follower);
  // It begins after the caller has counted itself in.
  void Promise.resolve()
    .then(() => follow(source, key, leave.signal, begun.resolve, limits))
    .catch((error: unknown) => {
      begun.reject(error);
      if (!isFailure(error)) process.emitWarning(error instanceof Error ? error : String(error));
    })
    .finally(() => {
      begun.resolve();
      if (known.get(name) === follower) known.delete(name);
    });
  return follower;
}
