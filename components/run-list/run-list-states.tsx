'use client';

import { useQuery } from '@tanstack/react-query';
import { Cable, Upload } from 'lucide';
import Link from 'next/link';
import { toApiError } from '#lib/client/api-error.ts';
import { runTotalOptions } from '#lib/client/run-find-queries.ts';
import { routes } from '#lib/contract/routes.ts';
import type { RunListParams } from '#lib/contract/run-list-params.ts';
import { settingsRoute } from '#lib/contract/settings-routes.ts';
import type { SourceInfo } from '#lib/domain/source.ts';
import { OpenByIdButton } from '../omnibox/open-by-id-button.tsx';
import { Glyph } from '../status/glyph.tsx';
import { Untrusted } from '../ui/bidi.tsx';
import { Button, buttonClass } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { useHydrated } from '../ui/hydrated.ts';
import { Icon } from '../ui/icon.tsx';
import { formatClock, formatCountOf } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { isFiltered, noMatchTitle, withoutFilters } from './filter-words.ts';
import { NearestRuns } from './nearest-runs.tsx';

const FAILED = (
  <span className="text-fail">
    <Glyph status="failed" size={22} />
  </span>
);

/** In place of the rows when nothing could be read, or when what they are filtered by is not there. */
export function ListError({ error, onRetry, onClear }: { error: unknown; onRetry: () => void; onClear: () => void }) {
  const { code, message, requestId } = toApiError(error);
  if (code === 'not_found') {
    return (
      <EmptyState title="There are no such runs" actions={<Button onClick={onClear}>Clear filters</Button>}>
        <Untrusted text={message} />
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="The runs could not be loaded"
      icon={FAILED}
      actions={
        <Button variant="primary" onClick={onRetry}>
          Try again
        </Button>
      }
    >
      <p>
        <Untrusted text={message} />
      </p>
      {requestId ? <p className="mt-2 font-mono text-meta text-ink-3">request {requestId}</p> : null}
    </EmptyState>
  );
}

/**
 * Above rows that could not be read again: what is shown stays. `error` is null where nothing is heard of the server at all,
 * `updatedAt` is when the rows were read, ms since 1970.
 */
export function StaleNotice({
  paused,
  error,
  updatedAt,
  onRetry,
}: {
  paused: boolean;
  error: unknown;
  updatedAt: number;
  onRetry: () => void;
}) {
  return (
    <Notice
      tone="warn"
      action={
        <Button size="sm" onClick={onRetry}>
          Try again
        </Button>
      }
    >
      <b className="font-medium">
        {error === null
          ? 'Live updates paused.'
          : paused
            ? 'Live updates stopped.'
            : 'The list could not be read again.'}
      </b>{' '}
      <span className="text-ink-2">
        Showing data from {formatClock(updatedAt)}.{' '}
        {error === null ? (
          'The Runlens server does not answer; it is tried again.'
        ) : (
          <Untrusted text={toApiError(error).message} />
        )}
      </span>
    </Notice>
  );
}

/** How many runs there are beside: of all sources, imports among them. Nothing while that is not known. */
function WithoutFilters({ params }: { params: RunListParams }) {
  const { data } = useQuery(runTotalOptions(withoutFilters(params)));
  if (data === undefined) return null;
  if (data === null) return 'Without filters there are others.';
  return data === 0
    ? 'No run is known yet, with or without filters.'
    : `Without filters there are ${formatCountOf(data, 'run')}.`;
}

/** In place of the rows when there are none: because of the filters, or because no source gave any. */
export function NoRuns({
  params,
  onChange,
  sources,
  nameOf,
  walking = false,
}: {
  params: RunListParams;
  onChange: (params: RunListParams) => void;
  sources: readonly SourceInfo[];
  nameOf: (kind: 'assistant' | 'source', id: string) => string;
  /** Whether a source is still being read. */
  walking?: boolean;
}) {
  const local = useHydrated();
  if (isFiltered(params)) {
    return (
      <EmptyState
        title={noMatchTitle(params, nameOf, local)}
        actions={
          <>
            <NearestRuns params={params} onChange={onChange} />
            <Button variant="ghost" onClick={() => onChange(withoutFilters(params))}>
              Clear filters
            </Button>
          </>
        }
      >
        <WithoutFilters params={params} />
        {walking ? ' Threads are still being read; a run that fits appears here by itself.' : null}
      </EmptyState>
    );
  }
  const unlisted = sources.filter((source) => source.walk.state === 'cannot_list');
  if (unlisted.length > 0 && unlisted.length === sources.length) {
    return (
      <EmptyState title="No runs yet" actions={<OpenByIdButton />}>
        <Untrusted text={unlisted.map((source) => source.name).join(', ')} /> cannot list{' '}
        {unlisted.length === 1 ? 'its' : 'their'} threads; open a thread by ID, or paste a list of IDs above. Its runs
        appear here afterwards.
      </EmptyState>
    );
  }
  const failed = sources.filter((source) => source.walk.state === 'failed').length;
  const unread = failed > 0 && failed === sources.length;
  return (
    <EmptyState
      title={unread ? 'The runs could not be loaded' : 'No runs yet'}
      icon={unread ? FAILED : undefined}
      actions={
        <>
          {sources.length === 0 ? (
            <Link href={settingsRoute('sources')} prefetch={false} className={buttonClass('primary')}>
              <Icon of={Cable} size={14} />
              Connect a source
            </Link>
          ) : (
            <OpenByIdButton />
          )}
          <Link href={routes.import()} prefetch={false} className={buttonClass()}>
            <Icon of={Upload} size={14} />
            Import an archive
          </Link>
        </>
      }
    >
      {failed > 0
        ? 'A source could not be read; what it answered stands above.'
        : `${sources.length === 0 ? 'Connect a source or import an archive.' : 'No thread of the connected sources has a run.'} Runs appear here within seconds of starting.`}
    </EmptyState>
  );
}
