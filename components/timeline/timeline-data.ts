import type { EventLine, PlotGap } from './layout.ts';
import type { TimeSpan } from './time-scale.ts';
import type { PlotBounds, PlotView, ViewSpan } from './view-moves.ts';

/** What a timeline shows. A new object means that something has changed. */
export interface TimelineData extends TimeSpan {
  /** The instant that counts as 0. */
  zero: number;
  /** Whether the end is now and moves on. */
  live: boolean;
  /** Whether a part of the past is still being read; nothing is cut out before all of it is known. */
  reading?: boolean;
  /** Whether there are slots in place of times (`SLOT` milliseconds for each row). */
  orderOnly: boolean;
  /** The gaps of a view, in order; `opened` are ids. */
  gapsOf: (view: ViewSpan, opened: ReadonlySet<string>) => readonly PlotGap[];
  events: readonly EventLine[];
}

/** Length of a slot where only the order is known: two of them are the closest view. */
export const SLOT = 10;

/** What the reader chose to see, for an address; times count from zero. */
export interface TimelineChoice {
  from: number | null;
  to: number | null;
  /** The length of view (milliseconds) whose gaps are cut, where it is not the one from first to last. */
  cut: number | null;
  /** While following: how much time is in view (milliseconds); null for everything. */
  tail: number | null;
  showIdle: boolean;
  /** Ids of the gaps that the reader opened. */
  opened: readonly string[];
}

/** How a timeline opens. */
export const NO_CHOICE: TimelineChoice = { from: null, to: null, cut: null, tail: null, showIdle: false, opened: [] };

/** What is in view: everything, the last stretch before now at a scale, or what lies between two ends. */
export type Shown =
  | { kind: 'whole' }
  | { kind: 'tail'; pxPerMs: number }
  | { kind: 'view'; view: PlotView }
  /** Asked for before the width was known. */
  | { kind: 'wanted'; from: number; to: number; cut: number | null }
  | { kind: 'wanted tail'; length: number };

export const WHOLE: Shown = { kind: 'whole' };

/** What a choice asks for; everything where it makes no sense. */
export function shownOf({ from, to, cut, tail }: TimelineChoice): Shown {
  if (from !== null && to !== null && to > from) return { kind: 'wanted', from, to, cut };
  return tail !== null && tail > 0 ? { kind: 'wanted tail', length: tail } : WHOLE;
}

/** Whether a view moves on with now. One that was asked for does where it reaches beyond now of a run that goes on. */
export function followsNow(shown: Shown, { live, zero, end }: Pick<TimelineData, 'live' | 'zero' | 'end'>): boolean {
  if (!live) return false;
  return shown.kind === 'wanted' ? zero + shown.to > end : shown.kind !== 'view';
}

/** What an address has to say of what is in view. */
export function choiceOf(
  shown: Shown,
  zero: number,
  { width, cutsOf }: Pick<PlotBounds, 'width' | 'cutsOf'>,
): Pick<TimelineChoice, 'from' | 'to' | 'cut' | 'tail'> {
  switch (shown.kind) {
    case 'whole':
      return { from: null, to: null, cut: null, tail: null };
    case 'tail':
      return { from: null, to: null, cut: null, tail: width / shown.pxPerMs };
    case 'wanted tail':
      return { from: null, to: null, cut: null, tail: shown.length };
    case 'wanted':
      return { from: shown.from, to: shown.to, cut: shown.cut, tail: null };
    case 'view': {
      const { start, end, cuts, length = null } = shown.view;
      const cut = cutsOf({ start, end }).length === cuts.length ? null : length;
      return { from: start - zero, to: end - zero, cut, tail: null };
    }
  }
}
