import 'server-only';
import { processState } from '../process-state.ts';

const started = () => processState('tracing', () => ({ yes: false }));

/** Whether traces are sent, so that spans are worth making. */
export function isTracing(): boolean {
  return started().yes;
}

/** Says that traces are sent from now on; false where they are already. */
export function beginTracing(): boolean {
  const begins = !started().yes;
  started().yes = true;
  return begins;
}
