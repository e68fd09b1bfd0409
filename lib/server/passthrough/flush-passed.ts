import 'server-only';
import { flush } from './hear-objects.ts';
import { flushStreams } from './stream-recorder.ts';

/** Waits until what has passed so far is kept. */
export async function flushPassed(): Promise<void> {
  await flush();
  await flushStreams();
}
