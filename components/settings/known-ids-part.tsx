import { ChevronRight } from 'lucide';
import { lazy, Suspense, useId } from 'react';
import type { KnownIdsParams } from '#lib/contract/known-ids-params.ts';
import { DeleteSource } from './delete-source.tsx';
import { Icon } from '../ui/icon.tsx';
import { Skeleton } from '../ui/skeleton.tsx';

const KnownIds = lazy(async () => ({ default: (await import('./known-ids.tsx')).KnownIds }));

/**
 * Opens the list of ids that are known of a source, one source's at a time, as the address says; and has what is kept of the
 * source deleted.
 */
export function KnownIdsPart({
  source,
  params,
  onChange,
  mayDelete,
}: {
  source: string;
  params: KnownIdsParams;
  onChange: (params: KnownIdsParams) => void;
  mayDelete: boolean;
}) {
  const id = useId();
  const open = params.source === source;
  return (
    <div className="border-t border-line">
      <div className="flex items-center gap-2 pr-3 hover:bg-hover">
        <button
          type="button"
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          onClick={() => onChange({ source: open ? null : source, kind: 'run', way: null, text: '' })}
          className="flex min-h-11 min-w-0 flex-1 cursor-pointer flex-wrap items-center gap-x-1.5 px-3 text-left font-medium"
        >
          <Icon of={ChevronRight} size={14} className={open ? 'rotate-90' : ''} />
          Known IDs
          <span className="font-normal text-ink-2">and where each came from</span>
        </button>
        {mayDelete ? <DeleteSource source={source} /> : null}
      </div>
      {open ? (
        <div id={id} className="border-t border-line">
          <Suspense fallback={<Skeleton className="mx-3 my-4 w-3/5" />}>
            <KnownIds
              source={source}
              filter={params}
              onChange={(filter) => onChange({ source, kind: filter.kind, way: filter.way, text: filter.text })}
            />
          </Suspense>
        </div>
      ) : null}
    </div>
  );
}
