import type { Measure } from './axis-ticks.ts';
import { endAfterNow, followingView } from './following.ts';
import { glide } from './glide.ts';
import { layoutTimeline, type PlotGap, type TimelineLayout } from './layout.ts';
import type { Density } from './row-layout.ts';
import type { TimeScale, TimeSpan } from './time-scale.ts';
import {
  choiceOf,
  followsNow,
  NO_CHOICE,
  type Shown,
  shownOf,
  type TimelineChoice,
  type TimelineData,
  WHOLE,
} from './timeline-data.ts';
import {
  panView,
  pixelsTo,
  type PlotBounds,
  type PlotView,
  scaleOfView,
  viewBetween,
  viewOnTheWay,
  wholeView,
  zoomView,
} from './view-moves.ts';

/** The plot as it is drawn: its width in pixels, how much room rows have, and how wide texts are. */
export interface PlotBox {
  width: number;
  density: Density;
  measure: Measure;
}

/**
 * The state of a timeline outside React: what is in view, and where that puts things. Rows, axis and minimap subscribe by
 * themselves, so that panning draws nothing else. Nothing is laid out before the box is known.
 */
export class TimelineView {
  #data: TimelineData;
  #shown: Shown;
  #showIdle: boolean;
  #opened: ReadonlySet<string>;
  #box: PlotBox | null = null;
  #layout: TimelineLayout | null = null;
  #whole: { view: PlotView; scale: TimeScale } | null = null;
  #listeners = new Set<() => void>();
  #goal: Shown | null = null;
  #dragged = false;
  #stop: (() => void) | null = null;

  constructor(data: TimelineData, choice: TimelineChoice = NO_CHOICE) {
    this.#data = data;
    this.#showIdle = choice.showIdle;
    this.#opened = new Set(choice.opened);
    this.#shown = shownOf(choice);
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Where everything is; the same object until something changes, null while the box is not known. */
  layout = (): TimelineLayout | null => {
    if (!this.#box || this.#layout) return this.#layout;
    const view = this.#view();
    const { zero, orderOnly, events } = this.#data;
    const gaps = [...view.cuts, ...this.#openedGaps(view)].sort((a, b) => a.start - b.start);
    const { density, measure, width } = this.#box;
    this.#layout = layoutTimeline({ scale: scaleOfView(view, width), gaps, zero, orderOnly, events, density, measure });
    return this.#layout;
  };

  /** Everything on the width of the plot, as a minimap shows it; the same object until that changes. */
  wholeScale = (): TimeScale | null => (this.#box ? this.#wholePlot().scale : null);

  data = (): TimelineData => this.#data;
  showsIdle = (): boolean => this.#showIdle;
  isWhole = (): boolean => this.#shown.kind === 'whole';
  /** Whether it moves under a pointer; else `choice` tells already where it is going. */
  isDragged = (): boolean => this.#dragged;
  /** Whether the view ends at now and moves on with it. */
  follows = (): boolean => followsNow(this.#shown, this.#data);

  setData(data: TimelineData): void {
    if (data === this.#data) return;
    const before = this.#data;
    const tail = before.live && !data.live && this.#shown.kind === 'tail' ? this.#view() : null;
    this.#data = data;
    this.#whole = null;
    if (tail) this.#shown = { kind: 'view', view: tail };
    // While the run goes on a view that was set stays as it is: new gaps would move bars that have ended.
    if (!data.live || before.reading) this.#recut();
    this.#changed();
  }

  setBox(box: PlotBox): void {
    const { width, density, measure } = this.#box ?? {};
    if (width === box.width && density === box.density && measure === box.measure) return;
    this.#box = box;
    this.#whole = null;
    this.#changed();
  }

  /** Takes over what an address says. */
  restore(choice: TimelineChoice): void {
    this.#showIdle = choice.showIdle;
    this.#opened = new Set(choice.opened);
    this.#shown = shownOf(choice);
    this.#cutAgain();
  }

  /** What an address has to say to show the same, or what a view that moves is going to show. */
  choice(): TimelineChoice {
    const opened = [...this.#opened].sort();
    return {
      ...choiceOf(this.#goal ?? this.#shown, this.#data.zero, this.#boundsToNow()),
      showIdle: this.#showIdle,
      opened,
    };
  }

  /** Moves the view by pixels to the right, left where negative. */
  pan(px: number, smooth = false): void {
    this.#advance((before, share, bounds) => panView(before, px * share, bounds), smooth);
  }

  /** Shows `factor` times less time, with what is at pixel `px` staying there; the middle where it is null. */
  zoom(factor: number, px: number | null, smooth = false): void {
    this.#advance((before, share, bounds) => zoomView(before, px ?? bounds.width / 2, factor ** share, bounds), smooth);
  }

  /** Shows what lies between two instants. */
  show(start: number, end: number, smooth = false): void {
    this.#glideTo(viewBetween(start, end, this.#bounds()), smooth);
  }

  /** Brings a stretch of time into view at the same scale; nothing where it is in view, or on its way there. */
  reveal(stretch: TimeSpan): void {
    if (!this.#box || this.#isBare()) return;
    const view = this.#goal ? this.#viewOf(this.#goal) : this.#view();
    const px = pixelsTo(stretch, scaleOfView(view, this.#box.width));
    if (px !== 0) this.pan(px, true);
  }

  /** Shows everything; while the run goes on that follows it. */
  fit = (): void => {
    if (this.#box) this.#glideTo(this.#wholePlot().view, true, WHOLE);
  };

  /** Follows now again, at the scale that is in view. */
  follow = (): void => {
    if (!this.#box || !this.#data.live || this.follows()) return;
    const { pxPerMs } = scaleOfView(this.#view(), this.#box.width);
    const view = followingView(this.#boundsToNow(), pxPerMs);
    this.#glideTo(view, true, view.start <= this.#data.start ? WHOLE : { kind: 'tail', pxPerMs });
  };

  toggleIdle = (): void => {
    this.#showIdle = !this.#showIdle;
    this.#opened = new Set();
    this.#cutAgain();
  };

  /** Opens a gap, or closes one that was opened. */
  toggleGap = (id: string): void => {
    const opened = new Set(this.#opened);
    if (!opened.delete(id)) opened.add(id);
    this.#opened = opened;
    this.#cutAgain();
  };

  #cutsOf: PlotBounds['cutsOf'] = (view) => {
    if (this.#showIdle || this.#data.reading) return [];
    return this.#data.gapsOf(view, this.#opened).filter((gap) => !gap.expanded);
  };

  #openedGaps(view: PlotView): PlotGap[] {
    if (this.#showIdle || this.#opened.size === 0) return [];
    return this.#data.gapsOf(view, this.#opened).filter((gap) => gap.expanded);
  }

  /** Where there are no controls nothing leads back from a part to the whole. */
  #isBare(): boolean {
    return this.#box?.density === 'bare';
  }

  #cutAgain(): void {
    this.#halt();
    this.#whole = null;
    this.#recut();
    this.#changed();
  }

  #recut(): void {
    if (this.#shown.kind !== 'view') return;
    const { start, end, length } = this.#shown.view;
    this.#shown = { kind: 'view', view: viewBetween(start, end, this.#bounds(this.#shown.view), length) };
  }

  /** Where views may lie: while the run goes on a little further than now, on the scale of `view`, and at least to its end. */
  #bounds(view?: PlotView): PlotBounds {
    const { start, end, live } = this.#data;
    const width = this.#box?.width ?? 1;
    const shown = view ?? (live ? this.#wholePlot().view : undefined);
    const last = live && shown ? Math.max(endAfterNow(end, shown, width), view?.end ?? 0) : end;
    return { start, end: last, width, cutsOf: this.#cutsOf };
  }

  #boundsToNow(): PlotBounds {
    const { start, end } = this.#data;
    return { start, end, width: this.#box?.width ?? 1, cutsOf: this.#cutsOf };
  }

  #wholePlot(): { view: PlotView; scale: TimeScale } {
    if (!this.#whole) {
      const bounds = this.#boundsToNow();
      const view = this.#data.live ? followingView(bounds, null) : wholeView(bounds);
      this.#whole = { view, scale: scaleOfView(view, bounds.width) };
    }
    return this.#whole;
  }

  #view(): PlotView {
    if (this.#isBare()) return this.#wholePlot().view;
    if (this.#box) this.#shown = this.#settled(this.#shown, this.#box.width);
    return this.#viewOf(this.#shown);
  }

  #viewOf(shown: Shown): PlotView {
    if (shown.kind === 'view') return shown.view;
    return shown.kind === 'tail' ? followingView(this.#boundsToNow(), shown.pxPerMs) : this.#wholePlot().view;
  }

  /** What was asked for before there was a box, now that there is one. */
  #settled(shown: Shown, width: number): Shown {
    const { zero, live, end } = this.#data;
    if (shown.kind === 'wanted') {
      if (followsNow(shown, this.#data)) return { kind: 'tail', pxPerMs: width / (shown.to - shown.from) };
      return { kind: 'view', view: viewBetween(zero + shown.from, zero + shown.to, this.#bounds(), shown.cut) };
    }
    if (shown.kind !== 'wanted tail') return shown;
    if (live) return { kind: 'tail', pxPerMs: width / shown.length };
    return { kind: 'view', view: viewBetween(end - shown.length, end, this.#bounds()) };
  }

  /** Shows a view now, or in the course of a moment; who goes by the choice is told before. `last` is what it is from then on. */
  #move(frame: (share: number) => PlotView, smooth: boolean, last?: Shown): void {
    this.#halt();
    if (!this.#box) return;
    const goal = last ?? this.#asShown(frame(1));
    const set = (share: number) => {
      this.#goal = share === 1 ? null : goal;
      this.#shown = share === 1 ? goal : this.#asShown(frame(share));
      this.#changed();
    };
    this.#dragged = !smooth;
    if (!smooth) return set(1);
    this.#goal = goal;
    this.#stop = glide(set);
    for (const listener of this.#listeners) listener();
  }

  /** Goes on from where the view is, or is on its way to: what is done again before it has arrived counts in full. */
  #advance(step: (before: PlotView, share: number, bounds: PlotBounds) => PlotView, smooth: boolean): void {
    const goal = smooth ? this.#goal : null;
    const before = goal ? this.#viewOf(goal) : this.#view();
    const bounds = this.#bounds(before);
    if (goal) this.#glideTo(step(before, 1, bounds), smooth);
    else this.#move((share) => step(before, share, bounds), smooth);
  }

  #glideTo(view: PlotView, smooth: boolean, last?: Shown): void {
    const whole = this.wholeScale();
    if (!whole) return;
    const from = this.#view();
    this.#move((share) => viewOnTheWay(whole, from, view, share), smooth, last);
  }

  /** What a view is called: one that shows everything of what has ended stays so. */
  #asShown(view: PlotView): Shown {
    const { start, end, live } = this.#data;
    const everything = !live && view.start <= start && view.end >= end;
    return everything && view.cuts.length === this.#wholePlot().view.cuts.length ? WHOLE : { kind: 'view', view };
  }

  #halt(): void {
    this.#dragged = false;
    this.#stop?.();
    this.#stop = null;
    this.#goal = null;
  }

  #changed(): void {
    this.#layout = null;
    for (const listener of this.#listeners) listener();
  }
}
