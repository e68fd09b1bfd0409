import 'server-only';
import type { KnownId, KnownWay } from '../../domain/known-id.ts';
import type { Page } from '../../domain/page.ts';
import { ms } from '../../domain/time.ts';
import type { KeptRun, RunIndex } from '../archive/archive.ts';
import type { KnownArchive } from '../archive/known-archive.ts';

type Cut = <T>(
  all: readonly T[],
  page: { cursor?: string | undefined; limit: number },
  name: (one: T) => string,
) => Page<T>;

/** The known ids of an archive in the simplest way, without times: those of its runs, and the threads that were named. */
export function fakeKnown(runs: () => readonly { index: RunIndex; run: KeptRun }[], cut: Cut): KnownArchive {
  const named = new Map<string, { source: string; id: string; way: KnownWay }>();
  return {
    async noteThreads(source, threads, way) {
      for (const id of threads) if (!named.has(`${source} ${id}`)) named.set(`${source} ${id}`, { source, id, way });
    },
    async listKnown(source, { kind, way, text }, page) {
      const own = runs().flatMap(({ index, run }) => (run.source === source ? knownRun(index, run) : []));
      const threads = new Map<string, KnownId>();
      for (const one of named.values()) if (one.source === source) threads.set(one.id, knownThread(one));
      for (const one of own) {
        const { threadId } = one;
        if (threadId !== null && !threads.has(threadId)) threads.set(threadId, knownThread({ ...one, id: threadId }));
      }
      const fitting = (kind === 'run' ? own : [...threads.values()]).filter(
        (one) => (way === null || one.way === way) && (one.key ?? one.id).toLowerCase().includes(text.toLowerCase()),
      );
      return cut(fitting, page, ({ id }) => id);
    },
  };
}

function knownRun({ id, key, threadId }: RunIndex, { source, origin, capturedAt, goneAt }: KeptRun): KnownId {
  const seen = ms(capturedAt);
  const gone = goneAt === null ? null : ms(goneAt);
  const times = { firstSeen: seen, lastSeen: seen, goneAt: gone };
  return { kind: 'run', source, id, key, threadId, way: origin, ...times, runs: null };
}

function knownThread({ source, id, way }: { source: string; id: string; way: KnownWay }): KnownId {
  const times = { firstSeen: ms(0), lastSeen: ms(0), goneAt: null };
  return { kind: 'thread', source, id, key: null, threadId: id, way, ...times, runs: 1 };
}
