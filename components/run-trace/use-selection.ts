'use client';

import { useCallback, useMemo, useState } from 'react';
import type { ReplayPlace } from '#lib/contract/replay-params.ts';
import { useUrlState } from '#lib/client/use-url-state.ts';
import { type Disclosures, isOfRow } from '#lib/contract/disclosure-params.ts';
import type { OpenCard } from '#lib/contract/open-card-params.ts';
import {
  type DetailTab,
  type DrawerTab,
  formatTraceViewParams,
  parseTraceViewParams,
  RUN_ROW,
  type TraceView,
  type TraceViewParams,
} from '#lib/contract/trace-view-params.ts';
import type { TraceFolds } from '#lib/contract/trace-fold-params.ts';
import { ALL_TIME, type TraceTime } from '#lib/contract/trace-time-params.ts';
import { NO_PLACES, type ViewPlaces } from '#lib/contract/view-place-params.ts';
import { isTerminal } from '#lib/domain/run.ts';
import { newestRow, openingRow, type RowTarget } from '#lib/domain/step-tree.ts';
import { type TextFind, withFind } from '#lib/domain/text-find.ts';
import type { TextLink } from '#lib/domain/text-link.ts';
import { findStep, isComplete, type TraceState } from '#lib/domain/trace-state.ts';
import type { TextLooks } from '../ui/text-look.ts';
import type { Place } from './ledger-evidence.ts';
import { inView, leadTo, steadyMoves } from './selection-moves.ts';

export interface Selection {
  target: RowTarget;
  tab: DetailTab;
  view: TraceView;
  /** Place of the marked result of the selected search, or source of the selected message; null for none. */
  result: number | null;
  /** Whether the address names what is selected; else the page chose it. */
  named: boolean;
  /** Number of the step that the address asks for, from 1; there may be no such step. Null where it names one by id. */
  position: number | null;
  /** Whether the reader has done anything on this page yet; until then the page may choose again. */
  acted: boolean;
  /** Selects a row and the place of a result or source in it; a timeline brings its bar into view. */
  select: (target: RowTarget, result?: number) => void;
  /** Selects a row that the reader points at, where it stands. */
  point: (target: RowTarget) => void;
  /** Selects a row and shows its stretch of time, which only the timeline can. */
  open: (to: Place) => void;
  setTab: (tab: DetailTab) => void;
  /** Shows the run in another way; with `target` that is selected too. */
  setView: (view: TraceView, target?: RowTarget) => void;
  /** The open tab of the drawer; null for its first. */
  drawer: DrawerTab | null;
  setDrawer: (tab: DrawerTab | null) => void;
  /** Lines of a log or a place in a JSON text of what is selected. */
  text: TextLink | null;
  setText: (text: TextLink | null) => void;
  /** What is looked for in texts of what is selected, and in those of cards of the conversation (`turn.3.1`) whatever is. */
  finds: readonly TextFind[] | null;
  setFind: (find: TextFind) => void;
  /** The part of the run's time that the timeline shows; null for all of it. */
  time: TraceTime | null;
  setTime: (time: TraceTime | null) => void;
  /** What the reader folded or unfolded, by number of the step; null for nothing. */
  folds: TraceFolds | null;
  setFolds: (next: (before: TraceFolds | null) => TraceFolds) => void;
  /** How the texts of the run are shown. */
  looks: TextLooks;
  setLook: (name: keyof TextLooks, on: boolean) => void;
  /** Which cards of the conversation are open; null where nobody has said. */
  cards: readonly OpenCard[] | null;
  setCards: (cards: readonly OpenCard[] | null) => void;
  /** What else is opened and folded, by the names of its places; null for nothing. */
  opened: Disclosures | null;
  setOpened: (name: string, change: (before: Disclosures | null) => Disclosures) => void;
  /** File of the image of the run that is open in the viewer; null for none. */
  image: string | null;
  setImage: (fileId: string | null) => void;
  /** Where a replay of the run stands; null where the run is shown as it is. */
  replay: ReplayPlace | null;
  setReplay: (place: ReplayPlace | null) => void;
  /** How an image is zoomed, whether the sheet of a phone is open, and what was scrolled where. */
  places: ViewPlaces;
  setPlaces: (next: (before: ViewPlaces) => ViewPlaces) => void;
  /** Where a key or a link has led, to which the timeline moves; another object each time. */
  asked: Place | null;
  markActed: () => void;
  /** Whether the newest step of a run that goes on is selected as soon as it comes. */
  following: boolean;
  /** Follows the newest step, or no longer; what is selected stays. */
  setFollowing: (follows: boolean) => void;
}

/**
 * What is selected: what the address says, else what the page chose when it opened. It chooses once more when all steps are
 * there, unless the reader has acted by then. While the run goes on that is the newest step, until the reader chooses one.
 */
export function useSelection(state: TraceState): Selection {
  const [params, setParams] = useUrlState(parseTraceViewParams, formatTraceViewParams);
  const [chosen, setChosen] = useState(() => openingRow(state));
  const [acted, setActed] = useState(false);
  const [asked, setAsked] = useState<Place | null>(null);
  const [settled, setSettled] = useState(() => isComplete(state));
  if (!settled && isComplete(state)) {
    setSettled(true);
    if (!acted) setChosen(openingRow(state));
  }
  const { call, position = null, tab, view = 'timeline', result = null } = params;
  const step = params.step ?? (position === null ? null : (state.steps[position - 1]?.id ?? null));
  const named = step !== null;
  const goesOn = !isTerminal(state.run) && !state.settled;
  const [followed, setFollowed] = useState(true);
  const [wentOn, setWentOn] = useState(goesOn);
  const following = goesOn && followed && !named;
  // Only a replay that is set back takes steps away.
  const gone = chosen.step !== RUN_ROW && !findStep(state, chosen.step);
  if (gone && !named) setChosen(openingRow(state));
  const newest = newestRow(state);
  if (following && newest.step !== chosen.step) setChosen(newest);
  // A replay that is set back goes on again.
  if (goesOn !== wentOn) {
    setWentOn(goesOn);
    if (!goesOn && followed && !named) setChosen(openingRow(state));
  }
  const calls = (step === null ? null : findStep(state, step))?.calls.length ?? Infinity;
  const at = call !== null && call < calls ? call : null;
  const target = useMemo(() => (step === null ? chosen : { step, call: at }), [step, at, chosen]);
  const moves = useMemo(() => steadyMoves({ setParams, setActed, setFollowed, setAsked }), [setParams]);
  const open = useCallback(
    ({ target: next, time: stretch }: Place) => {
      setActed(true);
      setFollowed(false);
      const shown = view === 'timeline';
      if (shown || !stretch) setAsked({ target: next, time: stretch });
      if (!stretch) return setParams((before) => leadTo(before, next));
      // A timeline that is not in view yet takes it from the address.
      setParams((before) => {
        const time = shown ? before.time : { ...(before.time ?? ALL_TIME), ...stretch, cut: null, follow: null };
        return { ...inView(leadTo(before, next), 'timeline'), time: time ?? null };
      });
    },
    [view, setParams],
  );
  const ofRow = useMemo(() => {
    const change = (next: (before: TraceViewParams) => Partial<TraceViewParams>, row = true) => {
      setActed(true);
      if (row) setFollowed(false);
      setParams((before) => ({ ...before, ...(row && target), ...next(before) }));
    };
    return {
      setText: (text: TextLink | null) => change(() => ({ text })),
      setFind: (find: TextFind) =>
        change(({ finds = null }) => ({ finds: withFind(finds, find) }), isOfRow(find.out ?? '')),
      setOpened: (name: string, next: (before: Disclosures | null) => Disclosures) =>
        change(({ opened = null }) => ({ opened: next(opened) }), isOfRow(name)),
    };
  }, [setParams, target]);
  const { wrap = false, raw = false } = params;
  const looks = useMemo(() => ({ wrap, raw }), [wrap, raw]);
  const {
    text = null,
    finds = null,
    drawer = null,
    time = null,
    folds = null,
    cards = null,
    opened = null,
    image = null,
    replay = null,
    places = NO_PLACES,
  } = params;
  return useMemo(
    () => ({
      ...moves,
      ...ofRow,
      target,
      tab,
      view,
      result,
      named,
      position,
      acted,
      open,
      text,
      finds,
      drawer,
      time,
      folds,
      looks,
      cards,
      opened,
      image,
      replay,
      places,
      asked,
      following,
    }),
    [
      moves,
      ofRow,
      target,
      tab,
      view,
      result,
      named,
      position,
      acted,
      open,
      text,
      finds,
      drawer,
      time,
      folds,
      looks,
      cards,
      opened,
      image,
      replay,
      places,
      asked,
      following,
    ],
  );
}
