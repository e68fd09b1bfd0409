import 'server-only';
import { fail } from '../../domain/failure.ts';
import { processState } from '../process-state.ts';

const calls = () => processState('upstream-calls', () => ({ underWay: 0 }));

/** Calls to sources that are under way. */
export function callsUnderWay(): number {
  return calls().underWay;
}

/** Counts a call to any source; beyond `most` at once it throws `overloaded`. Gives the way to end it, once. */
export function takeSlot(most: number): () => void {
  const counter = calls();
  if (counter.underWay >= most) {
    fail('overloaded', 'Runlens has too many calls to sources under way. Try again in a second.', { retryAfter: 1 });
  }
  counter.underWay++;
  let open = true;
  return () => {
    if (open) counter.underWay--;
    open = false;
  };
}
