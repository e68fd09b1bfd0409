import type { TraceAccess } from '#lib/client/trace-access.ts';
import type { TimeLedger } from '#lib/domain/time-ledger.ts';
import type { TraceState } from '#lib/domain/trace-state.ts';
import type { TraceFacts } from './trace-texts.ts';
import type { Selection } from './use-selection.ts';

/** What each way to show a run is given. */
export interface RunViewProps {
  access: TraceAccess;
  state: TraceState;
  facts: TraceFacts;
  selection: Selection;
  ledger: TimeLedger;
}
