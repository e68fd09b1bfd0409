'use client';

import { useCallback } from 'react';
import { oncePer } from '#lib/domain/once-per.ts';
import { searchedNames } from '#lib/domain/run-files.ts';
import type { Step } from '#lib/domain/step.ts';

const namesOf = oncePer(searchedNames);

/** Names of files as the searches of the run give them; null for others. The steps are read when the first name is asked for. */
export function useSearchedNames(steps: readonly Step[]): (file: string) => string | null {
  return useCallback((file) => namesOf(steps).get(file) ?? null, [steps]);
}
