'use client';

import { type ComponentProps, lazy } from 'react';
import type { RunProblem } from './run-problem.tsx';

const Problem = lazy(async () => ({ default: (await import('./run-problem.tsx')).RunProblem }));

/** `RunProblem`, whose script only those pages fetch that have one. */
export function RunProblemLater(props: ComponentProps<typeof RunProblem>) {
  return <Problem {...props} />;
}
