import { countOf } from './count-of.ts';

/** Why a run has no ledger: no creation time, no end, no length that its clock can tell, no steps to tell by or none with a time, or not all of them read yet. */
export type LedgerReason = 'no_times' | 'no_wall_time' | 'too_short' | 'no_steps' | 'no_step_times' | 'reading';

export const LEDGER_REASONS: Record<LedgerReason, string> = {
  no_times: 'The source gives no times',
  no_wall_time: 'How long the run took is not known',
  too_short: 'The run was over before the source’s clock moved on',
  no_steps: 'There are no steps to tell by',
  no_step_times: 'The source gives no times of the steps',
  reading: 'Steps are still being read',
};

/**
 * What a polled figure leaves open: a tool's span includes writing the call, and so does that of a function, whose span is
 * therefore the most that can have been waiting, except where an `approval` is waited for too, which has no times. `coarse`
 * puts the ≈ of a clock in whole seconds before it.
 */
export function qualifierOf(phase: string, coarse: boolean, untimed: number, approval: boolean): string | null {
  const notes: string[] = [];
  const waiting = phase === 'you';
  if (waiting && approval) notes.push('without the approval that is waited for');
  if (phase === 'tool') notes.push('includes writing the call');
  if (untimed > 0) notes.push(`${countOf(untimed, 'step')} ${untimed === 1 ? 'has' : 'have'} no times`);
  const sign = [coarse ? '≈' : '', waiting && !approval ? 'at most' : ''].filter(Boolean).join(' ');
  return [sign, ...notes].filter(Boolean).join(', ') || null;
}
