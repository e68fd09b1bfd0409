import { plotPixel, type PlotPlace } from './plot-gestures.ts';
import type { PointerLine } from './pointer-line.ts';
import { tearBoxes } from './row-layout.ts';
import { gapsInView } from './time-scale.ts';
import type { TimelineView } from './timeline-view.ts';

/** What the pointer rests on: a row by its id, or a gap, and where (pixels). */
export interface Hovered {
  kind: 'row' | 'gap';
  id: string;
  /** On the window. */
  x: number;
  y: number;
  /** From the left of the plot. */
  px: number;
}

/** How long the pointer rests before a card comes, and how long after another one (milliseconds). */
const REST = 350;
const REST_AGAIN = 80;
const SHORTLY_AFTER = 600;

/** Moves the crosshair with the pointer, and says what it rests on, null as soon as it leaves that. Returns a function that ends that. */
export function listenToPointer(
  timeline: TimelineView,
  place: PlotPlace,
  line: PointerLine,
  onRest: (hovered: Hovered | null) => void,
): () => void {
  const { scroller } = place;
  const leave = new AbortController();
  const { signal } = leave;
  let over = '';
  let shown = false;
  let hiddenAt = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const hide = () => {
    clearTimeout(timer);
    over = '';
    if (!shown) return;
    shown = false;
    hiddenAt = performance.now();
    onRest(null);
  };
  const rest = (hovered: Hovered) => {
    const key = `${hovered.kind} ${hovered.id}`;
    if (key === over) return;
    hide();
    over = key;
    const wait = performance.now() - hiddenAt < SHORTLY_AFTER ? REST_AGAIN : REST;
    timer = setTimeout(() => {
      shown = true;
      onRest(hovered);
    }, wait);
  };
  const onMove = (event: PointerEvent) => {
    if (event.pointerType === 'touch') return;
    const px = plotPixel(timeline, place, event);
    line.move(px);
    const hovered = px === null || event.buttons > 0 ? null : hoveredAt(timeline, px, event);
    if (hovered) rest(hovered);
    else hide();
  };
  const onLeave = () => {
    line.move(null);
    hide();
  };
  scroller.addEventListener('pointermove', onMove, { signal, passive: true });
  scroller.addEventListener('pointerleave', onLeave, { signal });
  scroller.addEventListener('pointerdown', hide, { signal });
  scroller.addEventListener('scroll', hide, { signal, passive: true });
  const stop = timeline.subscribe(line.draw);
  return () => {
    leave.abort();
    stop();
    hide();
  };
}

function hoveredAt(
  timeline: TimelineView,
  px: number,
  { target, clientX: x, clientY: y }: PointerEvent,
): Hovered | null {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-row]') : null;
  const scale = timeline.layout()?.scale;
  if (!row || !scale) return null;
  const tear = tearBoxes(scale).findIndex(({ left, width }) => px >= left && px <= left + width);
  const gap = gapsInView(scale)[tear];
  if (gap) return { kind: 'gap', id: String(gap.start), x, y, px };
  return row.dataset.row === undefined ? null : { kind: 'row', id: row.dataset.row, x, y, px };
}
