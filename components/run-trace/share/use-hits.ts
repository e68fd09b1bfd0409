import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { ApiError } from '#lib/client/api-error.ts';
import { furtherHitsQuery } from '#lib/client/share-queries.ts';
import type { RedactionHit } from '#lib/domain/redaction.ts';
import { HITS_LISTED, type SharePreview } from '#lib/domain/share.ts';

/** The hits of a preview as far as they were asked for; none where there is no preview yet. */
export interface ListedHits {
  hits: readonly RedactionHit[];
  /** How many are not listed yet. */
  left: number;
  /** Lists as many again. */
  more: () => void;
  isFetching: boolean;
  error: ApiError | null;
}

const NONE: readonly RedactionHit[] = [];

/** What is listed stays so while something is switched: further pages are read anew, and the old ones stand until then. */
export function useHits(preview: SharePreview | undefined): ListedHits {
  const [pages, setPages] = useState(0);
  const { data, isFetching, error } = useQuery({
    ...furtherHitsQuery(preview?.id ?? '', pages),
    enabled: preview !== undefined && preview.total > HITS_LISTED && pages > 0,
    placeholderData: keepPreviousData,
  });
  const further = preview !== undefined && preview.total > HITS_LISTED ? data : undefined;
  // Until further pages are read anew one of them may hold what the first one has by now.
  const hits = useMemo(() => {
    const all = [...(preview?.hits ?? NONE), ...(further ?? NONE)];
    return [...new Map(all.map((hit) => [hit.id, hit])).values()];
  }, [preview, further]);
  const more = () => setPages((before) => before + 1);
  return { hits, left: Math.max(0, (preview?.total ?? 0) - hits.length), more, isFetching, error };
}
