import { useInfiniteQuery } from '@tanstack/react-query';
import { knownIdsOptions } from '#lib/client/access-queries.ts';
import type { KnownFilter } from '#lib/domain/known-id.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { KnownIdsFilters } from './known-ids-filters.tsx';
import { KnownIdsTable } from './known-ids-table.tsx';
import { PagedItems } from './paged-items.tsx';

/** The ids that are known of a source, each with how it came and when it was met first and last. */
export function KnownIds({
  source,
  filter,
  onChange,
}: {
  source: string;
  filter: KnownFilter;
  onChange: (filter: KnownFilter) => void;
}) {
  const query = useInfiniteQuery(knownIdsOptions(source, filter));
  const filtered = filter.way !== null || filter.text !== '';
  return (
    <>
      <KnownIdsFilters filter={filter} onChange={onChange} />
      <PagedItems
        query={query}
        what="The known IDs"
        empty={
          <EmptyState
            title={filtered ? 'No known ID fits' : `No ${filter.kind} of this source is known yet`}
            actions={
              filtered ? (
                <Button onClick={() => onChange({ ...filter, way: null, text: '' })}>Clear the filter</Button>
              ) : null
            }
          >
            {filtered
              ? 'IDs are compared without regard to capital letters.'
              : 'IDs appear here once one was opened, listed, imported, pasted or seen by the pass-through.'}
          </EmptyState>
        }
      >
        {(ids) => <KnownIdsTable ids={ids} />}
      </PagedItems>
    </>
  );
}
