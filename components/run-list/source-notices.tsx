'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { refreshRunLists } from '#lib/client/run-list-queries.ts';
import { refreshSources, restartWalk, stopWalk } from '#lib/client/source-queries.ts';
import { toApiError } from '#lib/client/api-error.ts';
import type { SourceInfo } from '#lib/domain/source.ts';
import { OpenByIdButton } from '../omnibox/open-by-id-button.tsx';
import { Untrusted } from '../ui/bidi.tsx';
import { Button } from '../ui/button.tsx';
import { formatCount } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';

/** What the reader should know of the sources: why the list is short, what is being read, what the configuration says. */
export function SourceNotices({ sources, notices }: { sources: readonly SourceInfo[]; notices: readonly string[] }) {
  const told = sources.filter((source) => source.walk.state !== 'done' && source.walk.state !== 'idle');
  if (told.length === 0 && notices.length === 0) return null;
  return (
    <div className="border-t border-line">
      {notices.map((notice) => (
        <Notice key={notice} tone="info">
          {notice}
        </Notice>
      ))}
      {told.map((source) => (
        <WalkNotice key={source.id} source={source} />
      ))}
    </div>
  );
}

function WalkNotice({ source }: { source: SourceInfo }) {
  const client = useQueryClient();
  const settled = () => Promise.all([refreshSources(client), refreshRunLists(client)]);
  const again = useMutation({ mutationFn: () => restartWalk(source.id), onSettled: settled });
  const stop = useMutation({ mutationFn: () => stopWalk(source.id), onSettled: settled });
  const { walk } = source;
  const name = <Untrusted text={source.name} />;
  const read = `${counted(walk.threads, 'thread')}, ${counted(walk.runs, 'run')}`;
  const error = again.error ?? stop.error;
  const problem = error ? <span className="text-fail"> {toApiError(error).message}</span> : null;
  const againButton = (label: string) => (
    <Button size="sm" disabled={again.isPending} onClick={() => again.mutate()}>
      {label}
    </Button>
  );
  switch (walk.state) {
    case 'walking':
      return (
        <Notice
          tone="info"
          action={
            <Button size="sm" disabled={stop.isPending} onClick={() => stop.mutate()}>
              Stop
            </Button>
          }
        >
          Reading threads of {name}: {read}
          {problem}
        </Notice>
      );
    case 'stopped':
      return (
        <Notice tone="info" action={againButton('Read again')}>
          Stopped reading {name} after {read}.{problem}
        </Notice>
      );
    case 'limit':
      return (
        <Notice tone="info" action={againButton('Read again')}>
          {name}: {walk.message ?? `Only ${read} were read.`} Open older threads by id.{problem}
        </Notice>
      );
    case 'cannot_list':
      return (
        <Notice
          tone="info"
          action={
            <span className="flex flex-none gap-1.5 max-desk:flex-col">
              <OpenByIdButton label="Open a thread" small />
              {againButton('Try again')}
            </span>
          }
        >
          {name} cannot list its threads; open a thread by id.{' '}
          <span className="text-ink-2">
            {source.knownRuns === 0
              ? 'Its runs appear here once their thread was opened.'
              : `${counted(source.knownRuns, 'run')} of opened threads are in the list.`}
          </span>
          {problem}
        </Notice>
      );
    case 'failed':
      return (
        <Notice tone="warn" action={againButton('Try again')}>
          {name} could not be read. {walk.message ? <Untrusted text={walk.message} /> : null}
          {problem}
        </Notice>
      );
    default:
      return null;
  }
}

function counted(count: number, word: string): string {
  return `${formatCount(count)} ${count === 1 ? word : `${word}s`}`;
}
