import 'server-only';
import { onEnd } from '../ending/ending.ts';
import { processState } from '../process-state.ts';

const ending = () => processState('live-ending', () => new AbortController());

/** Has every connection for events ended when the process is told to end: viewers come back to the next one. */
export function endLiveOnExit(): void {
  onEnd('work', 'Following runs', async () => ending().abort());
}

/** Fires when a viewer leaves, or when the process is told to end. */
export function untilEnd(signal: AbortSignal): AbortSignal {
  return AbortSignal.any([signal, ending().signal]);
}
