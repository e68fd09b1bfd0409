'use client';

import { createContext, use, useMemo } from 'react';
import { isTerminal } from '#lib/domain/run.ts';
import { type TimeLedger, timeLedger } from '#lib/domain/time-ledger.ts';
import { ms } from '#lib/domain/time.ts';
import { isComplete, type TraceState } from '#lib/domain/trace-state.ts';
import { runVerdict } from '#lib/domain/verdict.ts';
import type { VerdictPart } from '#lib/domain/verdict-parts.ts';
import { Recipient } from '../status/audience.ts';
import type { Place } from './ledger-evidence.ts';
import type { TraceFacts } from './trace-texts.ts';

/** The sentence of a run that goes on is written anew at most this often (milliseconds). */
const REWRITE = 2_000;

/** Where the time of a run went, and the sentence that says it. */
export function useLedger(
  state: TraceState,
  { now, left }: Pick<TraceFacts, 'now' | 'left'>,
): { ledger: TimeLedger; verdict: VerdictPart[] } {
  const { run, steps, tail, problem } = state;
  const complete = isComplete(state);
  const audience = use(Recipient) ? 'shared' : 'owner';
  // The clock of an ended run does not matter, and neither do parts of two seconds.
  const clock = isTerminal(run) ? ms(0) : left ? now : ms(Math.floor(now / REWRITE) * REWRITE);
  return useMemo(() => {
    const ledger = timeLedger(run, steps, { now: clock, complete, missing: problem !== null });
    return { ledger, verdict: runVerdict(run, steps, ledger, { now: clock, complete, tail, audience, left }) };
  }, [run, steps, tail, problem, complete, clock, audience, left]);
}

/** The ledger of the run on the screen, for the parts far below it; null outside such a screen. */
export const LedgerContext = createContext<{ ledger: TimeLedger; onOpen: (to: Place) => void } | null>(null);
