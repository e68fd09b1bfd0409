'use client';

import { keptValue } from './kept-value.ts';

const NONE: readonly string[] = [];
const kept = keptValue<readonly string[]>('runlens.hidden-columns', parse, NONE);

/** Ids of the columns of the runs list that the reader of this browser does not want. */
export function useHiddenColumns(): readonly string[] {
  return kept.use();
}

/** Shows a column or not. */
export function showColumn(id: string, shown: boolean): void {
  const others = kept.read().filter((each) => each !== id);
  kept.write(shown ? others : [...others, id]);
}

/** Shows every column again. */
export function showAllColumns(): void {
  kept.write(NONE);
}

function parse(value: unknown): readonly string[] | null {
  return Array.isArray(value) ? value.filter((id) => typeof id === 'string').slice(0, 100) : null;
}
