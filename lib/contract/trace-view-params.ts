/** What of a run is in view, as it stands in the address: `?step=step_abc&call=0&tab=json`. */
export interface TraceViewParams {
  /** Id of the selected step, or `run` for the run itself; null lets the page choose. */
  step: string | null;
  /** Place of the selected call inside the step, from 0; null for the step itself. */
  call: number | null;
  tab: DetailTab;
}

export const DETAIL_TABS = ['rendered', 'json', 'timing'] as const;
export type DetailTab = (typeof DETAIL_TABS)[number];

/** `step` of the run's own row. */
export const RUN_ROW = 'run';

/** Reads an address; what cannot be read counts as absent. */
export function parseTraceViewParams(query: URLSearchParams): TraceViewParams {
  const step = query.get('step');
  const call = query.get('call');
  const tab = query.get('tab');
  return {
    step: step !== null && /^[A-Za-z0-9_-]{1,128}$/.test(step) ? step : null,
    call: call !== null && /^\d{1,5}$/.test(call) ? Number(call) : null,
    tab: DETAIL_TABS.find((name) => name === tab) ?? 'rendered',
  };
}

/** Writes a query without the defaults. */
export function formatTraceViewParams(params: TraceViewParams): string {
  const query = new URLSearchParams();
  if (params.step !== null) query.set('step', params.step);
  if (params.call !== null) query.set('call', String(params.call));
  if (params.tab !== 'rendered') query.set('tab', params.tab);
  return query.toString();
}
