import { isId } from '../domain/ids.ts';
import type { TextFind } from '../domain/text-find.ts';
import type { TextLink } from '../domain/text-link.ts';
import { type Disclosures, formatDisclosures, parseDisclosures } from './disclosure-params.ts';
import { formatOpenCards, type OpenCard, parseOpenCards } from './open-card-params.ts';
import { parseReplayPlace, type ReplayPlace, writeReplayPlace } from './replay-params.ts';
import { parseTextFinds, writeTextFinds } from './text-find-params.ts';
import { formatTextLink, parseTextLink } from './text-link-params.ts';
import { formatTraceFolds, parseTraceFolds, type TraceFolds } from './trace-fold-params.ts';
import { parseTraceTime, type TraceTime, writeTraceTime } from './trace-time-params.ts';
import { formatViewPlaces, NO_PLACES, parseViewPlaces, type ViewPlaces } from './view-place-params.ts';

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
  /** What is looked for in the texts of what is selected; null or absent for nothing. */
  finds?: readonly TextFind[] | null;
  /** Whether long lines of logs and code go on in the next. */
  wrap?: boolean;
  /** Whether JSON texts are shown as they are, not as trees. */
  raw?: boolean;
  /** How the run is shown; the timeline where it is absent. */
  view?: TraceView;
  /** The open tab of the drawer; null or absent for its first. */
  drawer?: DrawerTab | null;
  /** Place from 0 of a result of the selected search, in the source's order, or of a source of the selected message. */
  result?: number | null;
  /** Which part of the run's time is in view; null or absent for all of it. */
  time?: TraceTime | null;
  /** Steps that are folded or unfolded against how the tree opens; null or absent for none. */
  folds?: TraceFolds | null;
  /** Which cards of the conversation are open; null or absent where that is not said. */
  cards?: readonly OpenCard[] | null;
  /** What else is opened and folded in texts, trees and lists; null or absent for nothing. */
  opened?: Disclosures | null;
  /** File of the image of the run that is open in the viewer; null or absent for none. */
  image?: string | null;
  /** Where a replay of the run stands; null or absent where the run is shown as it is. */
  replay?: ReplayPlace | null;
  /** How an image is zoomed, whether the sheet of a phone is open, and what was scrolled where. */
  places?: ViewPlaces;
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
  const call = query.get('call');
  const tab = query.get('tab');
  return {
    step: readId(query.get('step')),
    call: readPlace(call),
    position: readPlace(query.get('position')) || null,
    tab: DETAIL_TABS.find((name) => name === tab) ?? 'rendered',
    text: parseTextLink(query),
    finds: parseTextFinds(query),
    wrap: query.get('wrap') === '1',
    raw: query.get('raw') === '1',
    view: TRACE_VIEWS.find((name) => name === query.get('view')) ?? 'timeline',
    result: readPlace(query.get('result')),
    drawer: DRAWER_TABS.find((name) => name === query.get('drawer')) ?? null,
    time: parseTraceTime(query),
    folds: parseTraceFolds(query),
    cards: parseOpenCards(query),
    opened: parseDisclosures(query),
    image: readId(query.get('image')),
    replay: parseReplayPlace(query),
    places: parseViewPlaces(query),
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
  if (params.image) query.set('image', params.image);
  if (params.wrap) query.set('wrap', '1');
  if (params.raw) query.set('raw', '1');
  writeTraceTime(query, params.time ?? null);
  writeReplayPlace(query, params.replay ?? null);
  writeTextFinds(query, params.finds ?? null);
  return [
    query.toString(),
    ...formatTraceFolds(params.folds ?? null),
    ...formatOpenCards(params.cards ?? null),
    ...formatViewPlaces(params.places ?? NO_PLACES),
    ...formatDisclosures(params.opened ?? null),
    formatTextLink(params.text ?? null),
  ]
    .filter(Boolean)
    .join('&');
}

/** What T does: leads from the timeline to the conversation, and from anywhere else to the timeline. */
export function otherView(view: TraceView): TraceView {
  return view === 'timeline' ? 'conversation' : 'timeline';
}

function readId(text: string | null): string | null {
  return isId(text) ? text : null;
}

function readPlace(text: string | null): number | null {
  return text !== null && /^\d{1,5}$/.test(text) ? Number(text) : null;
}
