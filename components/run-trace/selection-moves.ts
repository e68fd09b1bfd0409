import type { TraceView, TraceViewParams } from '#lib/contract/trace-view-params.ts';
import { NO_PLACES, withoutPlaces } from '#lib/contract/view-place-params.ts';
import type { RowTarget } from '#lib/domain/step-tree.ts';
import type { Place } from './ledger-evidence.ts';
import type { Selection } from './use-selection.ts';

const NOTHING = { step: null, call: null, position: null, text: null, finds: null, result: null };

/** With a row selected, and nothing said of what is inside of it but a result. */
export function atTarget(before: TraceViewParams, target: RowTarget, result: number | null = null): TraceViewParams {
  return {
    ...before,
    ...target,
    text: null,
    finds: null,
    result,
    places: withoutPlaces(before.places ?? NO_PLACES, 'top.'),
  };
}

/** In a view; in another than before nothing was scrolled yet. */
export function inView(before: TraceViewParams, view: TraceView): TraceViewParams {
  const { view: last = 'timeline', places = NO_PLACES } = before;
  return last === view ? before : { ...before, view, places: withoutPlaces(places, 'top') };
}

type SteadyMoves = Pick<
  Selection,
  | 'select'
  | 'point'
  | 'setTab'
  | 'setView'
  | 'setDrawer'
  | 'setTime'
  | 'setFolds'
  | 'setLook'
  | 'setCards'
  | 'setImage'
  | 'setReplay'
  | 'setPlaces'
  | 'markActed'
  | 'setFollowing'
>;

/** What changes the selection whatever is selected. */
export function steadyMoves({
  setParams,
  setActed,
  setFollowed,
  setAsked,
}: {
  setParams: (change: (before: TraceViewParams) => TraceViewParams) => void;
  setActed: (acted: boolean) => void;
  setFollowed: (followed: boolean) => void;
  setAsked: (asked: Place | null) => void;
}): SteadyMoves {
  const choose = (target: RowTarget, place?: number) => {
    setActed(true);
    setFollowed(false);
    setParams((before) => atTarget(before, target, place));
  };
  return {
    select(target, place) {
      choose(target, place);
      setAsked({ target, time: null });
    },
    point(target) {
      choose(target);
      setAsked(null);
    },
    setTab(tab) {
      // Lines are there again in their tab; a path means another JSON text in each.
      setParams((before) => ({
        ...before,
        tab,
        text: before.text?.line ? before.text : null,
        places: withoutPlaces(before.places ?? NO_PLACES, 'top.'),
      }));
    },
    setView(view, shown) {
      setActed(true);
      if (shown) setAsked({ target: shown, time: null });
      else if (view !== 'timeline') setAsked(null);
      setParams((before) => inView(shown ? atTarget(before, shown) : before, view));
    },
    setLook: (name, on) => setParams((before) => ({ ...before, [name]: on })),
    setDrawer: (drawer) => setParams((before) => ({ ...before, drawer })),
    setTime: (time) => setParams((before) => ({ ...before, time })),
    setFolds: (next) => setParams((before) => ({ ...before, folds: next(before.folds ?? null) })),
    setCards: (cards) => setParams((before) => ({ ...before, cards })),
    setImage: (image) =>
      setParams((before) => ({ ...before, image, places: withoutPlaces(before.places ?? NO_PLACES, 'zoom') })),
    setReplay: (replay) => setParams((before) => ({ ...before, replay })),
    setPlaces: (next) => setParams((before) => ({ ...before, places: next(before.places ?? NO_PLACES) })),
    markActed: () => setActed(true),
    setFollowing(follows) {
      setFollowed(follows);
      if (follows)
        setParams((before) => ({ ...before, ...NOTHING, places: withoutPlaces(before.places ?? NO_PLACES, 'top') }));
    },
  };
}
