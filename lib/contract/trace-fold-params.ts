/** What the reader folded (true) or unfolded (false) against how the tree opens, by number of the step from 1: `?fold=3,7&unfold=9`. */
export type TraceFolds = ReadonlyMap<number, boolean>;

/** The newest of them stand in an address. */
const MOST_FOLDS = 64;
const NAMES = [
  ['fold', true],
  ['unfold', false],
] as const;

/** Reads an address; null where it says nothing that can be read. */
export function parseTraceFolds(query: URLSearchParams): TraceFolds | null {
  const folds = new Map<number, boolean>();
  for (const [name, folded] of NAMES) {
    const numbers = (query.get(name) ?? '').split(',', MOST_FOLDS);
    for (const text of numbers) if (/^[1-9]\d{0,5}$/.test(text)) folds.set(Number(text), folded);
  }
  return folds.size === 0 ? null : folds;
}

/** The parts of a query that say them, without commas encoded. */
export function formatTraceFolds(folds: TraceFolds | null): string[] {
  const newest = [...(folds ?? [])].slice(-MOST_FOLDS);
  return NAMES.flatMap(([name, folded]) => {
    const numbers = newest.filter((fold) => fold[1] === folded).map(([number]) => number);
    return numbers.length === 0 ? [] : [`${name}=${numbers.toSorted((a, b) => a - b).join(',')}`];
  });
}
