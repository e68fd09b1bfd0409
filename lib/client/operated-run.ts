import type { QueryClient } from '@tanstack/react-query';
import type { OperatedRun } from '../contract/operate-schema.ts';
import { applyRunEvent } from '../domain/apply-run-event.ts';
import { isTerminal, type Run } from '../domain/run.ts';
import type { TraceState } from '../domain/trace-state.ts';
import { refreshRunLists } from './run-list-queries.ts';
import { traceQuery } from './run-queries.ts';
import type { TraceAccess } from './trace-access.ts';

/**
 * Takes the answer to a write on a run into what is shown of it. What was heard of the run meanwhile is later than the
 * answer and stays: only a run that still stands as it did (`before`) takes the answer's status. A run that goes on is then
 * read again; of one that has ended the answer is the latest there is.
 */
export function takeOperated(client: QueryClient, access: TraceAccess, before: Run, answer: OperatedRun): void {
  const { queryKey } = traceQuery(access);
  client.setQueryData<TraceState>(queryKey, (state) => {
    if (!state) return state;
    const still = state.run.status === before.status;
    const run = still ? answer.run : { ...state.run, metadata: answer.run.metadata };
    return applyRunEvent(state, { type: 'run_changed', run });
  });
  if (!isTerminal(answer.run)) void client.invalidateQueries({ queryKey });
  void refreshRunLists(client);
}
