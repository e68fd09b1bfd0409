import 'server-only';
import { formatTraceViewParams, parseTraceViewParams, RUN_ROW } from '../../contract/trace-view-params.ts';

/**
 * The query of a link's page out of that of the run's page: what of the run is in view, with ids as the recipient knows them. Names
 * inside of JSON texts, which may tell something, and places of a replay, which is not shared, are left out.
 */
export function sharedView(view: string, idOf: (id: string) => string): string {
  const asked = parseTraceViewParams(new URLSearchParams(view));
  const step = asked.step === null || asked.step === RUN_ROW ? asked.step : idOf(asked.step);
  const text = asked.text && { ...asked.text, path: null, hash: null };
  return formatTraceViewParams({ ...asked, step, text, replay: null });
}
