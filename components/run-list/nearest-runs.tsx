'use client';

import { useQueries } from '@tanstack/react-query';
import { runTotalOptions } from '#lib/client/run-find-queries.ts';
import type { RunListParams } from '#lib/contract/run-list-params.ts';
import { Button } from '../ui/button.tsx';
import { lessFiltered } from './filter-words.ts';
import { formatCountOf } from '../ui/format.ts';

/** The nearest filters that some run passes: those without one of the parts of a filter that none does. */
export function NearestRuns({
  params,
  onChange,
}: {
  params: RunListParams;
  onChange: (params: RunListParams) => void;
}) {
  const near = lessFiltered(params);
  const totals = useQueries({ queries: near.map(({ params: each }) => runTotalOptions(each)) });
  return near.map(({ name, params: each }, i) => {
    const total = totals[i]?.data ?? 0;
    return total === 0 ? null : (
      <Button key={name} onClick={() => onChange(each)}>
        {name} <span className="font-normal text-ink-2">{formatCountOf(total, 'run')}</span>
      </Button>
    );
  });
}
