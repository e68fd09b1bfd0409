'use client';

import { useCallback } from 'react';
import { oncePerList } from '#lib/domain/once-per-list.ts';
import { searchedNames } from '#lib/domain/run-files.ts';
import type { Step } from '#lib/domain/step.ts';

const namesOf = oncePerList(searchedNames);

/** Names of files as the searches of the run give them; null for others. The steps are read when the first name is asked for. */
export function useSearchedNames(steps: readonly Step[]): (file: string) => string | null {
  return useCallback((file) => namesOf(steps).get(file) ?? null, [steps]);
}
