import 'server-only';
import type { KeptStream, RecordedEvent } from '../archive/archive.ts';
import { theArchive } from '../archiving/the-archive.ts';
import { createMemoryWireStore } from '../upstream/memory-wire-store.ts';
import { archivedReader, findSource } from '../upstream/sources.ts';

/** A recorded stream of a run, and the way to its events. */
export interface FoundStream extends KeptStream {
  /** The events of a part, in order; null where it was not kept. */
  read(part: number): Promise<RecordedEvent[] | null>;
}

/**
 * The recorded streams of a run, oldest first: those that were kept, else those that its source brings itself. None where
 * there are no such. Throws `invalid_id`, and the failures of the archive.
 */
export async function findStreams(source: string, key: string): Promise<{ runId: string; streams: FoundStream[] }> {
  const archive = await theArchive();
  const store = archive?.wireStore(source) ?? createMemoryWireStore();
  const { threadId, runId } = archivedReader(source, store).parseKey(key);
  const kept = (await archive?.listStreams(source, runId)) ?? [];
  if (archive && kept.length > 0) {
    const read = (startedAt: number) => (part: number) => archive.readStreamPart(source, runId, startedAt, part);
    return { runId, streams: kept.map((stream) => ({ ...stream, read: read(stream.startedAt) })) };
  }
  const brought = findSource(source)?.recorded(threadId, runId) ?? [];
  const streams = brought.map(
    ({ startedAt, ending, events }): FoundStream => ({
      startedAt,
      ending,
      parts: [0],
      events: events.length,
      size: events.reduce((sum, { data }) => sum + data.length, 0),
      read: async (part) => (part === 0 ? events : null),
    }),
  );
  return { runId, streams };
}
