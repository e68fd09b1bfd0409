import 'server-only';
import { processState } from '../process-state.ts';

const ending = () => processState('live-ending', () => new AbortController());

/** Ends every connection for events: the process is told to end, and viewers come back to the next one. */
export function endLive(): void {
  ending().abort();
}

/** Fires when a viewer leaves, or when the process is told to end. */
export function untilEnd(signal: AbortSignal): AbortSignal {
  return AbortSignal.any([signal, ending().signal]);
}
