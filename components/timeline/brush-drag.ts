import type { Box } from './axis-ticks.ts';

/** What a drag on a minimap does: moves one end of the brush, all of it, or draws a new one. */
export type BrushGrip = 'start' | 'end' | 'all' | 'new';

/** How near to an end a press takes hold of it (pixels). */
const REACH = 12;
/** Shorter drags are clicks (pixels). */
export const LEAST_DRAG = 4;

/** What a press at pixel `x` takes hold of. A brush over the whole width cannot be moved, so a new one is drawn over it. */
export function gripAt(x: number, brush: Box, width: number): BrushGrip {
  const toStart = Math.abs(x - brush.left);
  const toEnd = Math.abs(x - brush.left - brush.width);
  // Ends of a narrow brush leave its middle to be moved.
  const reach = Math.min(REACH, Math.max(REACH / 2, brush.width / 3));
  if (Math.min(toStart, toEnd) <= reach) return toStart < toEnd ? 'start' : 'end';
  const inside = x > brush.left && x < brush.left + brush.width;
  return inside && brush.width < width - 1 ? 'all' : 'new';
}

/** The brush after a drag from `from` to `to`; within the width. `before` is the brush as it was at the press. */
export function draggedBrush(grip: BrushGrip, from: number, to: number, before: Box, width: number): Box {
  const clamp = (x: number) => Math.max(0, Math.min(width, x));
  if (grip === 'all') {
    return { left: Math.max(0, Math.min(width - before.width, before.left + to - from)), width: before.width };
  }
  const end = before.left + before.width;
  const [a, b] =
    grip === 'new'
      ? [clamp(from), clamp(to)]
      : grip === 'start'
        ? [clamp(before.left + to - from), end]
        : [before.left, clamp(end + to - from)];
  return { left: Math.min(a, b), width: Math.abs(b - a) };
}
