import type { TextLink } from '../domain/text-link.ts';
import { parseReplayPlace, type ReplayPlace, writeReplayPlace } from './replay-params.ts';
import { formatTextLink, parseTextLink } from './text-link-params.ts';
import { formatTraceFolds, parseTraceFolds, type TraceFolds } from './trace-fold-params.ts';
import { parseTraceTime, type TraceTime, writeTraceTime } from './trace-time-params.ts';

/** What of a run is in view, as it stands in the address: `?step=step_abc&call=0&tab=json`. */
export interface TraceViewParams {
  /** Id of the selected step, or `run` for the run itself; null lets the page choose. */
  step: string | null;
  /**
   * Number of the selected step from 1, where the address names none by id: the way to the same place of another run. A run
   * with fewer steps chooses by itself.
   */
  position?: number | null;
  /** Place of the selected call inside the step, from 0; null for the step itself. */
  call: number | null;
  tab: DetailTab;
  /** Lines of a log, or a place in a JSON text, of what is selected. */
  text?: TextLink | null;
  /** How the run is shown; the timeline where it is absent. */
  view?: TraceView;
  /** The open tab of the drawer; null or absent for its first. */
  drawer?: DrawerTab | null;
  /** Place of a result of the selected search from 0, in the source's order. */
  result?: number | null;
  /** Which part of the run's time is in view; null or absent for all of it. */
  time?: TraceTime | null;
  /** Steps that are folded or unfolded against how the tree opens; null or absent for none. */
  folds?: TraceFolds | null;
  /** Where a replay of the run stands; null or absent where the run is shown as it is. */
  replay?: ReplayPlace | null;
}

export const TRACE_VIEWS = ['timeline', 'conversation', 'json'] as const;
export type TraceView = (typeof TRACE_VIEWS)[number];

export const DRAWER_TABS = [
  'lifecycle',
  'events',
  'files',
  'instructions',
  'tools',
  'parameters',
  'metadata',
  'ids',
] as const;
export type DrawerTab = (typeof DRAWER_TABS)[number];

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
    call: readPlace(call),
    position: readPlace(query.get('position')) || null,
    tab: DETAIL_TABS.find((name) => name === tab) ?? 'rendered',
    text: parseTextLink(query),
    view: TRACE_VIEWS.find((name) => name === query.get('view')) ?? 'timeline',
    result: readPlace(query.get('result')),
    drawer: DRAWER_TABS.find((name) => name === query.get('drawer')) ?? null,
    time: parseTraceTime(query),
    folds: parseTraceFolds(query),
    replay: parseReplayPlace(query),
  };
}

/** Writes a query without the defaults. */
export function formatTraceViewParams(params: TraceViewParams): string {
  const query = new URLSearchParams();
  if (params.view && params.view !== 'timeline') query.set('view', params.view);
  if (params.step !== null) query.set('step', params.step);
  else if (params.position) query.set('position', String(params.position));
  if (params.call !== null) query.set('call', String(params.call));
  if (typeof params.result === 'number') query.set('result', String(params.result));
  if (params.tab !== 'rendered') query.set('tab', params.tab);
  if (params.drawer && params.drawer !== 'lifecycle') query.set('drawer', params.drawer);
  writeTraceTime(query, params.time ?? null);
  writeReplayPlace(query, params.replay ?? null);
  return [query.toString(), ...formatTraceFolds(params.folds ?? null), formatTextLink(params.text ?? null)]
    .filter(Boolean)
    .join('&');
}

/** What T does: leads from the timeline to the conversation, and from anywhere else to the timeline. */
export function otherView(view: TraceView): TraceView {
  return view === 'timeline' ? 'conversation' : 'timeline';
}

function readPlace(text: string | null): number | null {
  return text !== null && /^\d{1,5}$/.test(text) ? Number(text) : null;
}
