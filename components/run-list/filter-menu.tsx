'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { filterValuesOptions } from '#lib/client/run-find-queries.ts';
import { seenRuns } from '#lib/client/run-list-queries.ts';
import type { RunListParams } from '#lib/contract/run-list-params.ts';
import type { FilterField } from '#lib/domain/filter-value.ts';
import { ChoiceList } from '../table/choice-list.tsx';
import { MenuSkeleton } from '../table/popover-button.tsx';
import { filterChoices, type KnownNames } from './filter-choices.ts';
import { statusChoices } from './status-choices.tsx';

/** The values of a filter, with how many runs of the other filters have each. */
export function FilterMenu({
  name,
  field,
  params,
  onChange,
  names,
}: {
  name: string;
  field: FilterField;
  params: RunListParams;
  onChange: (params: RunListParams) => void;
  names: KnownNames;
}) {
  const client = useQueryClient();
  const { data, isPending } = useQuery({ ...filterValuesOptions(field, params), staleTime: 3_000 });
  const choices = useMemo(() => {
    const offered = filterChoices(field, data?.items ?? null, params, seenRuns(client), names);
    return field === 'status' ? statusChoices(offered, data !== undefined) : offered;
  }, [client, data, field, names, params]);
  if (isPending) return <MenuSkeleton />;
  return (
    <>
      <ChoiceList
        name={name}
        choices={choices}
        chosen={params[field]}
        onChange={(next) => onChange({ ...params, [field]: next })}
      />
      {data?.nextCursor ? (
        <p className="px-2 py-1.5 text-micro text-ink-3">The most frequent. Others can be written into the address.</p>
      ) : null}
    </>
  );
}
