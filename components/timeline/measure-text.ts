import type { Measure } from './axis-ticks.ts';

/** Texts measured so far are forgotten at this number; there are few, because digits count as one. */
const MOST_KNOWN = 2_000;
/** For the rounding of glyphs (pixels). */
const SPARE = 1;

/**
 * Gives the width of texts in the font of an element, in pixels. Digits count as `0`, since figures are tabular here and
 * canvases cannot set that. Where there is no canvas a width is guessed.
 */
export function textMeasure(element: Element): Measure {
  const { fontFamily, fontSize } = getComputedStyle(element);
  const pen = penOf();
  if (!pen) return (text) => text.length * 7;
  // A weight that is never lighter than what is drawn.
  pen.font = `500 ${fontSize} ${fontFamily}`;
  const known = new Map<string, number>();
  return (text) => {
    const shape = text.replace(/\d/g, '0');
    let width = known.get(shape);
    if (width === undefined) {
      if (known.size >= MOST_KNOWN) known.clear();
      width = Math.ceil(pen.measureText(shape).width) + SPARE;
      known.set(shape, width);
    }
    return width;
  };
}

function penOf(): CanvasRenderingContext2D | null {
  return typeof CanvasRenderingContext2D === 'undefined' ? null : document.createElement('canvas').getContext('2d');
}
