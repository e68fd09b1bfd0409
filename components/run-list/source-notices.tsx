'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { refreshRunLists } from '#lib/client/run-list-queries.ts';
import { refreshSources, restartWalk, stopFetching, stopWalk } from '#lib/client/source-queries.ts';
import { toApiError } from '#lib/client/api-error.ts';
import type { SourcePage } from '#lib/contract/source-schema.ts';
import type { SourceInfo } from '#lib/domain/source.ts';
import { OpenByIdButton } from '../omnibox/open-by-id-button.tsx';
import { Untrusted } from '../ui/bidi.tsx';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { fetchWords, knownWords } from './known-words.ts';
import { formatCountOf } from '../ui/format.ts';

const PasteThreads = lazy(async () => ({ default: (await import('./paste-threads.tsx')).PasteThreads }));

/** As many sources that are being read stand on one line. */
const JOINED = 3;

/** What the reader should know of the sources: why the list is short, what is being read, what the configuration says. */
export function SourceNotices({ list }: { list: SourcePage }) {
  const { items, notices, archive } = list;
  const told = items.filter(({ walk }) => walk.state !== 'done' && walk.state !== 'idle');
  const reading = items.filter(({ walk }) => walk.state === 'walking');
  const fetching = items.filter(({ fetching: { state } }) => state === 'fetching' || state === 'waiting');
  const broken = archive.state === 'failed' || archive.state === 'unwritable';
  if (told.length === 0 && fetching.length === 0 && notices.length === 0 && !broken) return null;
  return (
    <div className="border-t border-line">
      {broken ? (
        <Notice tone="warn">
          {archive.state === 'failed'
            ? 'The archive cannot be used, so only what the sources answer now is shown.'
            : 'New runs and changes are not being kept.'}{' '}
          {archive.message ? <Untrusted text={archive.message} /> : null}
        </Notice>
      ) : null}
      {notices.map((notice) => (
        <Notice key={notice} tone="info">
          {notice}
        </Notice>
      ))}
      {reading.length >= JOINED ? <ReadingNotice sources={reading} /> : null}
      {told
        .filter((source) => reading.length < JOINED || !reading.includes(source))
        .map((source) => (
          <WalkNotice key={source.id} source={source} />
        ))}
      {fetching.map((source) => (
        <FetchNotice key={source.id} source={source} />
      ))}
    </div>
  );
}

/** How far the threads are that somebody asked for by their ids. */
function FetchNotice({ source }: { source: SourceInfo }) {
  const client = useQueryClient();
  const stop = useMutation({ mutationFn: () => stopFetching(source.id), onSettled: () => refreshSources(client) });
  return (
    <Notice
      tone="info"
      action={
        <Button size="sm" disabled={stop.isPending} onClick={() => stop.mutate()}>
          Stop
        </Button>
      }
    >
      <Untrusted text={`${source.name}: ${fetchWords(source.fetching)}`} />
      {stop.error ? <span className="text-fail"> {toApiError(stop.error).message}</span> : null}
    </Notice>
  );
}

/** How far all the sources are that are being read, and the way to end that. */
function ReadingNotice({ sources }: { sources: readonly SourceInfo[] }) {
  const client = useQueryClient();
  const settled = () => Promise.all([refreshSources(client), refreshRunLists(client)]);
  const stop = useMutation({
    mutationFn: () => Promise.all(sources.map((source) => stopWalk(source.id))),
    onSettled: settled,
  });
  const sum = (what: 'threads' | 'runs') => sources.reduce((all, { walk }) => all + walk[what], 0);
  return (
    <Notice
      tone="info"
      action={
        <Button size="sm" disabled={stop.isPending} onClick={() => stop.mutate()}>
          Stop all
        </Button>
      }
    >
      <span title={sources.map(({ name }) => name).join(', ')}>
        Reading threads of {formatCountOf(sources.length, 'source')}: {formatCountOf(sum('threads'), 'thread')},{' '}
        {formatCountOf(sum('runs'), 'run')}
      </span>
      {stop.error ? <span className="text-fail"> {toApiError(stop.error).message}</span> : null}
    </Notice>
  );
}

/** Opens the dialog that takes a list of thread ids; it is fetched when it is first wanted. */
function PasteButton({ source }: { source: SourceInfo }) {
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  const show = () => {
    setWanted(true);
    setOpen(true);
  };
  return (
    <>
      <Button size="sm" onClick={show}>
        Paste thread IDs
      </Button>
      {wanted ? (
        <Suspense>
          <PasteThreads source={source} open={open} onOpenChange={setOpen} />
        </Suspense>
      ) : null}
    </>
  );
}

function WalkNotice({ source }: { source: SourceInfo }) {
  const client = useQueryClient();
  const settled = () => Promise.all([refreshSources(client), refreshRunLists(client)]);
  const again = useMutation({ mutationFn: () => restartWalk(source.id), onSettled: settled });
  const stop = useMutation({ mutationFn: () => stopWalk(source.id), onSettled: settled });
  const { walk } = source;
  const name = <Untrusted text={source.name} />;
  const read = `${formatCountOf(walk.threads, 'thread')}, ${formatCountOf(walk.runs, 'run')}`;
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
        <Notice
          tone="info"
          action={
            <span className="flex flex-none gap-1.5 max-desk:flex-wrap">
              <PasteButton source={source} />
              {againButton('Read again')}
            </span>
          }
        >
          {name}: {walk.message ?? `Only ${read} were read.`} Open older threads by ID.{problem}
        </Notice>
      );
    case 'cannot_list':
      return (
        <Notice
          tone="info"
          action={
            <span className="flex flex-none gap-1.5 max-desk:flex-wrap">
              <OpenByIdButton label="Open a thread" small />
              <PasteButton source={source} />
              {againButton('Try again')}
            </span>
          }
        >
          {name} cannot list its threads; open a thread by ID.{' '}
          <span className="text-ink-2">
            {source.knownRuns === 0 ? 'Its runs appear here once their thread was opened.' : `${knownWords(source)}.`}
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
