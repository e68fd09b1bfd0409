'use client';

import { useCallback, useDeferredValue, useMemo } from 'react';
import { searchedNames } from '#lib/domain/run-files.ts';
import type { Step } from '#lib/domain/step.ts';

/** Names of files as the searches of the run give them; null for others. */
export function useSearchedNames(steps: readonly Step[]): (file: string) => string | null {
  const read = useDeferredValue(steps);
  const names = useMemo(() => searchedNames(read), [read]);
  return useCallback((file: string) => names.get(file) ?? null, [names]);
}
