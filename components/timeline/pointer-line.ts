import { project, unproject } from './time-scale.ts';
import type { TimelineView } from './timeline-view.ts';

/** The elements of a crosshair: a line through the rows, one through the minimap, and the chip on the axis. */
export type PointerPart = 'line' | 'mini' | 'chip';

/**
 * The crosshair of a timeline. It follows the pointer outside React: positions are written straight to the elements.
 * `text` gives what the chip says of an instant; `pxPerMs` tells how fine.
 */
export class PointerLine {
  #timeline: TimelineView;
  #text: (at: number, pxPerMs: number) => string;
  #parts = new Map<PointerPart, HTMLElement>();
  #px: number | null = null;

  constructor(timeline: TimelineView, text: (at: number, pxPerMs: number) => string) {
    this.#timeline = timeline;
    this.#text = text;
  }

  /** Where the pointer is, in pixels from the left of the plot; null where it is elsewhere. */
  px = (): number | null => this.#px;

  /** For the `ref` of an element. */
  part(name: PointerPart): (element: HTMLElement | null) => void {
    return (element) => {
      if (element) this.#parts.set(name, element);
      else this.#parts.delete(name);
    };
  }

  /** Puts the crosshair at a pixel of the plot, or takes it away. Outside of the plot it stands at its edge. */
  move(px: number | null): void {
    const scale = this.#timeline.layout()?.scale;
    this.#px = px === null || !scale ? null : Math.max(0, Math.min(scale.width, px));
    this.draw();
  }

  /** Draws it again: the view may have moved under the pointer. */
  draw = (): void => {
    const scale = this.#timeline.layout()?.scale;
    const whole = this.#timeline.wholeScale();
    const shown = this.#px !== null && scale && whole && !this.#timeline.data().orderOnly;
    for (const element of this.#parts.values()) element.style.visibility = shown ? 'visible' : 'hidden';
    if (this.#px === null || !shown) return;
    const at = unproject(scale, this.#px);
    shift(this.#parts.get('line'), this.#px);
    shift(this.#parts.get('mini'), Math.max(0, Math.min(whole.width, project(whole, at))));
    const chip = this.#parts.get('chip');
    if (!chip) return;
    const text = this.#text(at, scale.pxPerMs);
    if (chip.textContent !== text) chip.textContent = text;
    const width = chip.offsetWidth;
    shift(chip, Math.max(0, Math.min(scale.width - width, this.#px - width / 2)));
  };
}

function shift(element: HTMLElement | undefined, x: number): void {
  if (element) element.style.transform = `translateX(${x}px)`;
}
