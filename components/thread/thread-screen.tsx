'use client';

import { useCallback, useMemo, useRef } from 'react';
import { useThread } from '#lib/client/use-thread.ts';
import type { Message } from '#lib/domain/message.ts';
import type { Operations } from '#lib/domain/operations.ts';
import type { Run } from '#lib/domain/run.ts';
import { FoundWordsProvider } from '../conversation/found-words.tsx';
import { KeysFooter } from '../shell/keys-footer.tsx';
import { MAIN_ID } from '../shell/skip-link.tsx';
import { Button } from '../ui/button.tsx';
import { Within } from '../ui/disclosure.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { useKeptPlace } from '../ui/use-kept-place.ts';
import { BlockingNotice } from './blocking-notice.tsx';
import { horizonOf, interleave, type ThreadEntry } from './interleave.ts';
import { MessageEntry } from './message-entry.tsx';
import { RunEntry } from './run-entry.tsx';
import { ThreadClockContext } from './thread-clock.ts';
import { NewRunButton } from './new-run-button.tsx';
import { ThreadFolds } from './thread-folds.tsx';
import { ThreadHead } from './thread-head.tsx';
import { ThreadProblems } from './thread-problems.tsx';
import { type ThreadFiles, useThreadFiles } from './use-thread-files.ts';
import { useWantedMessage } from './wanted-message.ts';

/** A conversation with its runs in place. `loadedAt` is the server's clock when it made the page, in ms since 1970. */
export function ThreadScreen({
  source,
  sourceName,
  id,
  loadedAt,
  operate = null,
}: {
  source: string;
  sourceName: string;
  id: string;
  loadedAt: number;
  /** What may be done to the thread's runs from here; null where nothing. */
  operate?: Operations | null;
}) {
  const state = useThread(source, id);
  const scroller = useRef<HTMLDivElement>(null);
  useKeptPlace(scroller);
  const { thread, messages, newest, oldest, items, runs, moreRuns } = state;
  const noRuns = newest.isError && !newest.data;
  const entries = useMemo(
    () =>
      interleave(items, runs, {
        messages: horizonOf(items, messages.hasNextPage),
        runs: noRuns ? null : horizonOf(runs, moreRuns),
      }),
    [items, runs, moreRuns, noRuns, messages.hasNextPage],
  );
  const byId = useMemo(() => new Map(runs.map((run) => [run.id, run])), [runs]);
  const anyRun = newest.data?.items[0];
  const runOf = useCallback((message: Message) => byId.get(message.runId ?? '') ?? anyRun, [byId, anyRun]);
  const files = useThreadFiles(items, runOf);
  const pending = (messages.isPending || newest.isPending || oldest.isLoading) && entries.length === 0;
  const more = messages.hasNextPage || moreRuns;
  const { hasNextPage: moreMessages, fetchNextPage: nextMessages, isFetchingNextPage: readingMessages } = messages;
  const { hasNextPage: olderRuns, fetchNextPage: nextRuns, isFetchingNextPage: readingRuns } = oldest;
  const showMore = useCallback(() => {
    if (moreMessages) void nextMessages();
    if (moreRuns && olderRuns) void nextRuns();
  }, [moreMessages, nextMessages, moreRuns, olderRuns, nextRuns]);
  const reading = readingMessages || readingRuns;
  const wanted = useWantedMessage(
    (message) => entries.some((entry) => entry.kind === 'message' && entry.message.id === message),
    more && !pending && !reading ? showMore : null,
  );
  const asOf = state.paused ? newest.dataUpdatedAt : null;
  const clock = useMemo(() => ({ loadedAt, asOf }), [loadedAt, asOf]);
  return (
    <FoundWordsProvider>
      <ThreadFolds>
        <ThreadClockContext value={clock}>
          <main id={MAIN_ID} tabIndex={-1} className="flex min-h-0 min-w-0 flex-col outline-none">
            <div ref={scroller} data-thread className="relative min-h-0 flex-1 overflow-auto bg-panel">
              <ThreadHead source={source} sourceName={sourceName} id={id} thread={thread.data}>
                {operate?.create ? (
                  <NewRunButton source={source} thread={id} assistant={anyRun?.assistantId ?? null} />
                ) : null}
              </ThreadHead>
              {state.unfinished.map((run) => (
                <BlockingNotice
                  key={run.key}
                  run={run}
                  onCancelled={operate?.cancel ? () => void newest.refetch() : null}
                />
              ))}
              <ThreadProblems state={state} sourceName={sourceName} />
              {pending ? <Loading /> : null}
              {!pending && entries.length === 0 && !more && !messages.isError && !noRuns ? (
                <EmptyState title="This thread is empty">It has no messages and no runs yet.</EmptyState>
              ) : null}
              <ol aria-label="Conversation" className="mx-auto grid max-w-[824px] gap-5 px-gutter py-5 empty:hidden">
                {entries.map((entry, i) => (
                  <Within key={keyOf(entry)} name={`turn.${i + 1}`}>
                    <Entry
                      entry={entry}
                      before={entries[i - 1]}
                      runOf={runOf}
                      files={files}
                      wanted={entry.kind === 'message' && entry.message.id === wanted}
                    />
                  </Within>
                ))}
              </ol>
              {more ? (
                <div className="grid place-items-center pb-6">
                  <Button onClick={showMore} disabled={reading}>
                    {reading ? 'Loading' : 'Show more'}
                  </Button>
                </div>
              ) : null}
            </div>
            <KeysFooter />
          </main>
        </ThreadClockContext>
      </ThreadFolds>
    </FoundWordsProvider>
  );
}

/** Entries this close together (milliseconds) need no date of their own. */
const CLOSE = 12 * 60 * 60 * 1000;

function Entry({
  entry,
  before,
  runOf,
  files,
  wanted,
}: {
  entry: ThreadEntry;
  before: ThreadEntry | undefined;
  runOf: (message: Message) => Run | undefined;
  files: ThreadFiles;
  /** Whether the address leads to this message. */
  wanted: boolean;
}) {
  const at = beganAt(entry);
  const last = before ? beganAt(before) : null;
  const close = at !== null && last !== null && Math.abs(at - last) < CLOSE;
  return (
    <li
      data-place={keyOf(entry)}
      className="grid min-w-0 gap-x-5 [contain-intrinsic-size:auto_120px] [content-visibility:auto] desk:grid-cols-[84px_minmax(0,1fr)]"
    >
      <span className="pt-px text-meta text-ink-3 desk:text-right">
        {at === null ? null : <TimeText at={at} mode={close ? 'time' : 'ago'} />}
      </span>
      {entry.kind === 'run' ? (
        <RunEntry run={entry.run} />
      ) : (
        <MessageEntry message={entry.message} run={runOf(entry.message)} known={files} wanted={wanted} />
      )}
    </li>
  );
}

function beganAt(entry: ThreadEntry): number | null {
  return entry.kind === 'run' ? entry.run.createdAt : entry.message.createdAt;
}

function Loading() {
  return (
    <div aria-busy className="mx-auto grid max-w-[824px] gap-7 px-gutter py-6">
      <p className="sr-only">Loading the thread</p>
      {['w-4/5', 'w-full', 'w-3/5', 'w-11/12'].map((width) => (
        <div key={width} className="grid gap-3 desk:pl-[104px]">
          <Skeleton className="w-24" />
          <Skeleton className={width} />
          <Skeleton className="w-2/3" />
        </div>
      ))}
    </div>
  );
}

function keyOf(entry: ThreadEntry): string {
  return entry.kind === 'run' ? `run ${entry.run.key}` : `message ${entry.message.id}`;
}
