/** One formatter for all numbers: making one for each costs more than all the rest. */
const GROUPED = new Intl.NumberFormat('en');

/** How many of a thing whose plural ends in s: `1 step`, `1,204 steps`. */
export function countOf(count: number, thing: string): string {
  return `${GROUPED.format(count)} ${thing}${count === 1 ? '' : 's'}`;
}
