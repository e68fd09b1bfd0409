import { formatTraceViewParams } from '#lib/contract/trace-view-params.ts';
import { timeInView } from './timeline/time-in-view.ts';
import type { Selection } from './use-selection.ts';

/** The query of an address that leads to what is in view. */
export function viewQuery(selection: Selection): string {
  const { target, tab, text, finds, view, drawer, time, folds, looks, result, cards, opened, image, replay } =
    selection;
  const place = view === 'json' ? { step: null, call: null } : target;
  const shown = { tab, text, finds, view, drawer, time: timeInView(time), folds, result, cards, opened, image, replay };
  return formatTraceViewParams({ ...place, ...shown, ...looks });
}
