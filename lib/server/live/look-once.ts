import 'server-only';
import { isFailure } from '../../domain/failure.ts';
import { rememberRuns } from '../runs/known-runs.ts';
import type { Source } from '../upstream/sources.ts';
import { liveRun, publishRunEvents } from './run-hub.ts';
import { RunPoller } from './run-poller.ts';

/** Looks at a run once and tells what changed. A source that does not answer changes nothing. */
export async function lookOnce({ id, reader }: Source, key: string, signal: AbortSignal): Promise<void> {
  try {
    const { events, run } = await new RunPoller(reader, key, liveRun(id, key).channel).look(signal);
    publishRunEvents(id, key, events);
    rememberRuns([run]);
  } catch (error) {
    if (!isFailure(error)) throw error;
  }
}
