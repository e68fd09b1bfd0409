import { formatTraceViewParams } from '#lib/contract/trace-view-params.ts';
import { timeInView } from './timeline/time-in-view.ts';
import type { Selection } from './use-selection.ts';

/** The query of an address that leads to what is in view. */
export function viewQuery(selection: Selection): string {
  const { target, view, time, looks } = selection;
  const place = view === 'json' ? { step: null, call: null } : target;
  return formatTraceViewParams({ ...selection, ...looks, ...place, position: null, time: timeInView(time) });
}
