import { isOfRow } from '#lib/contract/disclosure-params.ts';
import type { TraceView, TraceViewParams } from '#lib/contract/trace-view-params.ts';
import { INSIDE, NO_PLACES, SCROLLED, withoutPlaces } from '#lib/contract/view-place-params.ts';
import type { RowTarget } from '#lib/domain/step-tree.ts';
import type { Place } from './ledger-evidence.ts';
import type { Selection } from './use-selection.ts';

/** Leads to another row, or nowhere, without what the address said of the one before. */
export function leadTo(
  before: TraceViewParams,
  to: { step: string | null; call: number | null },
  result: number | null = null,
): TraceViewParams {
  const stays = before.step === to.step && before.call === to.call;
  const opened = stays ? before.opened : new Map([...(before.opened ?? [])].filter(([name]) => !isOfRow(name)));
  const places = withoutPlaces(before.places ?? NO_PLACES, INSIDE);
  const { step, call } = to;
  const finds = before.finds?.filter(({ out }) => !isOfRow(out ?? '')) ?? null;
  return {
    ...before,
    step,
    call,
    text: null,
    finds: finds?.length ? finds : null,
    result,
    opened: opened ?? null,
    places,
  };
}

/** In a view; in another than before nothing was scrolled yet. */
export function inView(before: TraceViewParams, view: TraceView): TraceViewParams {
  const { view: last = 'timeline', places = NO_PLACES } = before;
  return last === view ? before : { ...before, view, places: withoutPlaces(places, SCROLLED) };
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
    setParams((before) => leadTo(before, target, place));
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
        places: withoutPlaces(before.places ?? NO_PLACES, INSIDE),
      }));
    },
    setView(view, shown) {
      setActed(true);
      if (shown) setAsked({ target: shown, time: null });
      else if (view !== 'timeline') setAsked(null);
      setParams((before) => inView(shown ? leadTo(before, shown) : before, view));
    },
    setLook: (name, on) => setParams((before) => ({ ...before, [name]: on })),
    setDrawer: (drawer) =>
      setParams((before) => ({
        ...before,
        drawer,
        places: withoutPlaces(before.places ?? NO_PLACES, /^\w+\.drawer/),
      })),
    setTime: (time) => setParams((before) => ({ ...before, time })),
    setFolds: (next) => setParams((before) => ({ ...before, folds: next(before.folds ?? null) })),
    setCards: (cards) => setParams((before) => ({ ...before, cards })),
    setImage: (image) =>
      setParams((before) => ({ ...before, image, places: withoutPlaces(before.places ?? NO_PLACES, /^zoom$/) })),
    setReplay: (replay) => setParams((before) => ({ ...before, replay })),
    setPlaces: (next) => setParams((before) => ({ ...before, places: next(before.places ?? NO_PLACES) })),
    markActed: () => setActed(true),
    setFollowing(follows) {
      setFollowed(follows);
      if (!follows) return;
      setParams((before) => {
        const next = leadTo(before, { step: null, call: null });
        return { ...next, position: null, places: withoutPlaces(next.places ?? NO_PLACES, SCROLLED) };
      });
    },
  };
}
