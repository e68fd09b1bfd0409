import { project, unproject } from './time-scale.ts';
import type { TimelineView } from './timeline-view.ts';

/** Where a plot is on the page. */
export interface PlotPlace {
  /** What holds axis, minimap and rows, and scrolls. */
  scroller: HTMLElement;
  /** As wide as the plot. */
  track: HTMLElement;
}

/** The plot reaches over the ends of its track by this (pixels). */
const MARGIN = 14;
/** A press that moves less is a click (pixels). */
const LEAST_DRAG = 4;
/** A notch of the wheel counts as at most this, so that wheels and touchpads zoom alike (pixels). */
const MOST_WHEEL = 40;
const ZOOM_PER_PIXEL = 0.0125;
const LINE_HEIGHT = 16;

/** Where a pointer is on the plot, in pixels from its left; null beside it. On the minimap it is the place of that instant. */
export function plotPixel(timeline: TimelineView, { track }: PlotPlace, event: MouseEvent): number | null {
  const { left, width } = track.getBoundingClientRect();
  const x = event.clientX - left;
  if (x < -MARGIN || x > width + MARGIN) return null;
  const scale = timeline.layout()?.scale;
  const whole = timeline.wholeScale();
  const clamped = Math.max(0, Math.min(width, x));
  if (!isOn(event, '[data-minimap]') || !scale || !whole) return clamped;
  return project(scale, unproject(whole, clamped));
}

/**
 * Zooms and pans a timeline by wheel, drag and pinch, and shows everything on a double click. Returns a function that ends
 * that. The wheel alone goes on scrolling the rows; presses on buttons, the minimap and beside the plot are left alone.
 */
export function listenToGestures(timeline: TimelineView, place: PlotPlace): () => void {
  const { scroller } = place;
  const leave = new AbortController();
  const { signal } = leave;
  const pending = { pan: 0, factor: 1, px: 0 };
  const held = new Map<number, { x: number; y: number }>();
  let dragging = false;
  let frame = 0;

  const apply = () => {
    frame = 0;
    const { pan, factor, px } = pending;
    Object.assign(pending, { pan: 0, factor: 1 });
    if (pan !== 0) timeline.pan(pan);
    if (factor !== 1) timeline.zoom(factor, px);
  };
  const later = () => {
    frame ||= requestAnimationFrame(apply);
  };
  const onWheel = (event: WheelEvent) => {
    const px = plotPixel(timeline, place, event);
    if (px === null) return;
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : LINE_HEIGHT;
    const [dx, dy] = [event.deltaX * unit, event.deltaY * unit];
    if (event.ctrlKey || event.metaKey) {
      const by = Math.max(-MOST_WHEEL, Math.min(MOST_WHEEL, dy));
      pending.factor *= 2 ** (-by * ZOOM_PER_PIXEL);
      pending.px = px;
    } else if (event.shiftKey || Math.abs(dx) > Math.abs(dy)) pending.pan += dx || dy;
    else return;
    event.preventDefault();
    later();
  };
  const onDown = (event: PointerEvent) => {
    dragging = false;
    if (event.button !== 0 || isOn(event, 'button, [data-minimap], [data-reveal]')) return;
    if (plotPixel(timeline, place, event) === null) return;
    held.set(event.pointerId, { x: event.clientX, y: event.clientY });
  };
  const onMove = (event: PointerEvent) => {
    const before = held.get(event.pointerId);
    if (!before) return;
    // Let go of where nobody listened, such as beside the plot.
    if (event.buttons === 0) return onUp(event);
    const now = { x: event.clientX, y: event.clientY };
    if (!dragging) {
      if (Math.abs(now.x - before.x) < LEAST_DRAG && held.size < 2) return;
      dragging = true;
      scroller.dataset.dragging = '';
    }
    if (!scroller.hasPointerCapture(event.pointerId)) scroller.setPointerCapture(event.pointerId);
    const [other] = [...held].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
    if (other) {
      const spread = Math.max(1, Math.hypot(before.x - other.x, before.y - other.y));
      pending.factor *= Math.max(1, Math.hypot(now.x - other.x, now.y - other.y)) / spread;
      pending.px = (now.x + other.x) / 2 - place.track.getBoundingClientRect().left;
    }
    pending.pan += (before.x - now.x) / held.size;
    held.set(event.pointerId, now);
    later();
  };
  const onUp = (event: PointerEvent) => {
    held.delete(event.pointerId);
    if (held.size === 0) delete scroller.dataset.dragging;
  };
  const onClick = (event: MouseEvent) => {
    const onPlot = plotPixel(timeline, place, event) !== null;
    const target = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-reveal]') : null;
    const at = Number(target?.dataset.reveal);
    if (target) timeline.reveal({ start: at, end: at });
    // The end of a drag is no click, and the second click of a double click opens nothing.
    if (dragging || (onPlot && event.detail > 1 && !isOn(event, 'button'))) event.stopPropagation();
    dragging = false;
  };
  const onDoubleClick = (event: MouseEvent) => {
    if (plotPixel(timeline, place, event) === null || isOn(event, 'button, [data-minimap], [data-reveal]')) return;
    timeline.fit();
  };
  scroller.addEventListener('wheel', onWheel, { signal, passive: false });
  scroller.addEventListener('pointerdown', onDown, { signal });
  scroller.addEventListener('pointermove', onMove, { signal });
  scroller.addEventListener('pointerup', onUp, { signal });
  scroller.addEventListener('pointercancel', onUp, { signal });
  scroller.addEventListener('click', onClick, { signal, capture: true });
  scroller.addEventListener('dblclick', onDoubleClick, { signal });
  return () => {
    leave.abort();
    cancelAnimationFrame(frame);
  };
}

function isOn(event: Event, selector: string): boolean {
  return event.target instanceof Element && event.target.closest(selector) !== null;
}
