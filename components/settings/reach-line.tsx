'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { RefreshCw } from 'lucide';
import { reachOptions } from '#lib/client/access-queries.ts';
import { toApiError } from '#lib/client/api-error.ts';
import { refreshSources } from '#lib/client/source-queries.ts';
import type { SourceReach } from '#lib/domain/source.ts';
import { Untrusted } from '../ui/bidi.tsx';
import { IconButton } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { TimeText } from '../ui/time-text.tsx';

const WORDS: Record<SourceReach['state'], { words: string; ink: string }> = {
  reachable: { words: 'Answers', ink: 'bg-ok-soft text-ok' },
  key_refused: { words: 'Refuses the key', ink: 'bg-fail-soft text-fail' },
  unreachable: { words: 'Does not answer', ink: 'bg-fail-soft text-fail' },
  unasked: { words: 'Not asked: no key', ink: 'bg-idle-soft text-ink-2' },
};

/** Whether a source answers, asked when the page is opened and by the button; in the row of its name, and why not below. */
export function ReachLine({ source }: { source: string }) {
  const client = useQueryClient();
  const { data, error, isFetching, refetch } = useQuery(reachOptions(source));
  const look = data && WORDS[data.state];
  const why = error ? toApiError(error).message : (data?.message ?? null);
  return (
    <>
      <p role="status" className="flex min-w-0 flex-wrap items-baseline gap-x-2">
        {look ? (
          <span className={`rounded-chip px-1.5 py-0.5 text-meta font-medium ${look.ink}`}>{look.words}</span>
        ) : (
          <span className="text-meta text-ink-2">{error ? 'Could not be asked' : 'Asking'}</span>
        )}
        {data ? (
          <span className="text-meta text-ink-3">
            <TimeText at={data.at} mode="ago" />
          </span>
        ) : null}
      </p>
      <IconButton
        label={`Ask ${source} again`}
        aria-disabled={isFetching}
        className="pointer-coarse:size-11"
        onClick={() => {
          // The call may have shown what the source can do.
          if (!isFetching) void refetch().then(() => refreshSources(client));
        }}
      >
        <Icon of={RefreshCw} size={14} className={isFetching ? 'animate-spin motion-reduce:animate-none' : ''} />
      </IconButton>
      {why === null ? null : (
        <p className="basis-full pb-1 text-meta wrap-anywhere text-fail">
          <Untrusted text={why} />
        </p>
      )}
    </>
  );
}
