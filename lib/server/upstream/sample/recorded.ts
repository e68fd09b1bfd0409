import 'server-only';
import type { RecordedEvents } from '../dialect.ts';
import { recordedStreams } from './recorded-run.ts';
import { createWorld } from './world.ts';

const world = createWorld();

/** The streams that were recorded of a run of the sample; none for most, and for those that go on. `now` in ms since 1970. */
export function sampleRecording(threadId: string, runId: string, now = Date.now()): RecordedEvents[] {
  const seconds = Math.floor(now / 1000);
  const thread = world.thread(threadId, seconds);
  const run = thread?.runs.find(({ id }) => id === runId);
  return thread && run?.recorded && run.end.at < seconds ? recordedStreams(thread, run) : [];
}
