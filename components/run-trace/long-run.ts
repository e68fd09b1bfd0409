/** From this many steps on what concerns all of them is not worked out for each batch that comes in. */
const MANY = 2_000;

/** Whether a run has so many steps that what concerns all of them takes noticeably long. */
export function isLong(steps: number): boolean {
  return steps > MANY;
}

/** How often what concerns all steps follows while they are read (milliseconds); 0 for always. */
export function paceOf(steps: number): number {
  return isLong(steps) ? Math.min(2_000, steps / 25) : 0;
}
