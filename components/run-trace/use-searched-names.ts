'use client';

import { useMemo } from 'react';
import { searchedNames } from '#lib/domain/run-files.ts';
import type { Step } from '#lib/domain/step.ts';

/** Names of files as the searches of the run give them; null for others. The steps are read when the first name is asked for. */
export function useSearchedNames(steps: readonly Step[]): (file: string) => string | null {
  const { find } = useMemo(() => {
    let names: ReadonlyMap<string, string> | undefined;
    const nameOf = (file: string): string | null => {
      names ??= searchedNames(steps);
      return names.get(file) ?? null;
    };
    return { find: nameOf };
  }, [steps]);
  return find;
}
