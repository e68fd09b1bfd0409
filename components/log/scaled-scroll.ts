/** Browsers lay elements out up to 17.8 million px high (Firefox) or 33.5 million (others, 2026); this is safely below. */
export const MOST_PIXELS = 12_000_000;
/** At both ends pixels of the scroll bar are pixels of the content for this long, so that ends can be reached (px). */
const EDGE = 200_000;
/** How far a position that was reached by small moves may lie beside the one its scroll position stands for (px). */
const DRIFT = 50_000;

/** Heights of the content, of the element that stands for it, and of the view, in px. */
export interface Heights {
  content: number;
  element: number;
  view: number;
}

/** A scroll position `top` of the element, and by how much the content lies deeper. */
export interface Position {
  top: number;
  base: number;
}

/** Heights for content of any height: the element is as high until browsers would cut it. */
export function heightsOf(content: number, view: number): Heights {
  return { content, element: Math.min(content, MOST_PIXELS), view };
}

/** The scroll position that stands for a place in the content. */
export function positionOf(heights: Heights, place: number): Position {
  const { content, element, view } = heights;
  const at = Math.max(0, Math.min(place, content - view));
  if (content <= element) return { top: at, base: 0 };
  const part = Math.max(0, Math.min(1, (at - EDGE) / (content - view - 2 * EDGE)));
  const base = Math.round(part * (content - element));
  return { top: at - base, base };
}

/**
 * The position after the reader scrolled to `top`. Small moves go pixel by pixel; leaps, as with the scroll bar, go in
 * proportion. The answer's `top` differs from the reader's where the element has to be moved along.
 */
export function follow(heights: Heights, before: Position, top: number): Position {
  const { content, element, view } = heights;
  if (content <= element) return { top, base: 0 };
  if (Math.abs(top - before.top) > view) return { top, base: Math.round(placeAt(heights, top) - top) };
  const ideal = positionOf(heights, top + before.base);
  const atEnd = ideal.base === 0 || ideal.base === content - element;
  const far = Math.abs(ideal.base - before.base) > DRIFT;
  return far || (atEnd && ideal.base !== before.base) ? ideal : { top, base: before.base };
}

/** The place in the content that a scroll position stands for. */
function placeAt({ content, element, view }: Heights, top: number): number {
  if (top <= EDGE) return top;
  if (top >= element - view - EDGE) return top + content - element;
  return EDGE + ((top - EDGE) / (element - view - 2 * EDGE)) * (content - view - 2 * EDGE);
}
