'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { threadRunsQuery } from '#lib/client/run-thread-queries.ts';
import type { TraceAccess } from '#lib/client/trace-access.ts';
import { routes } from '#lib/contract/routes.ts';
import { shortId } from '#lib/domain/ids.ts';
import { type Message, messageLine } from '#lib/domain/message.ts';
import type { Run } from '#lib/domain/run.ts';
import { questionOf } from '#lib/domain/run-question.ts';
import { StatusGlyph } from '../../status/status.tsx';
import { SpelledText, Untrusted } from '../../ui/bidi.tsx';
import { classNames } from '../../ui/class-names.ts';
import { TimeText } from '../../ui/time-text.tsx';
import { AsideSection } from './aside-section.tsx';

/** Runs shown before and after the one in view. */
const AROUND = 4;
const HALF_DAY = 12 * 60 * 60 * 1000;

/** The runs of the thread around this one, oldest first, with the first words of what each was asked. */
export function ThreadRuns({
  run,
  access,
  thread,
}: {
  run: Run;
  access: TraceAccess;
  thread: { messages: readonly Message[]; more: boolean } | null;
}) {
  const { data, error } = useQuery(threadRunsQuery(access, run));
  const near = runsAround(run, data ?? []);
  const href = run.threadId === null ? undefined : access.threadHref?.(run.threadId);
  return (
    <AsideSection title="Runs in this thread">
      <ul>
        {near.map((each) => (
          <li key={each.key}>
            <RunLink
              run={each}
              current={each.key === run.key}
              near={isNear(each, run)}
              words={thread ? wordsOf(each, thread.messages, thread.more) : ''}
            />
          </li>
        ))}
      </ul>
      {error ? <p className="px-2 py-1 text-ink-2">The other runs could not be read. {error.message}</p> : null}
      {href && near.length < (data?.length ?? 0) ? (
        <Link href={href} prefetch={false} className="block px-2 py-1 font-medium text-accent hover:underline">
          All runs of the thread
        </Link>
      ) : null}
    </AsideSection>
  );
}

function RunLink({ run, current, near, words }: { run: Run; current: boolean; near: boolean; words: string }) {
  return (
    <Link
      href={routes.run(run.source, run.key, 'view=conversation')}
      prefetch={false}
      aria-current={current ? 'page' : undefined}
      className={classNames('grid gap-px rounded-control px-2 py-1.5', current ? 'bg-accent-soft' : 'hover:bg-hover')}
    >
      <span className="flex min-w-0 items-center gap-[7px]">
        <StatusGlyph status={run.status} />
        <span className="min-w-0 truncate font-mono tracking-[-0.02em]">
          <Untrusted text={shortId(run.id)} />
        </span>
        <span className="ml-auto text-ink-3">
          {run.createdAt === null ? null : <TimeText at={run.createdAt} mode={near ? 'time' : 'ago'} />}
        </span>
      </span>
      {words ? (
        <span className="truncate pl-[23px] text-ink-2">
          <SpelledText text={words} />
        </span>
      ) : null}
    </Link>
  );
}

/** Whether the time of day tells when a run began to those who know when the run in view did. */
function isNear({ createdAt }: Run, { createdAt: at }: Run): boolean {
  return createdAt !== null && at !== null && Math.abs(createdAt - at) < HALF_DAY;
}

/** The run in view with its neighbours; the run alone where the list does not reach it. */
function runsAround(run: Run, newestFirst: readonly Run[]): Run[] {
  const oldestFirst = newestFirst.toReversed();
  const at = oldestFirst.findIndex((each) => each.key === run.key);
  if (at === -1) return [run];
  const near = oldestFirst.slice(Math.max(0, at - AROUND), at + AROUND + 1);
  return near.map((each) => (each.key === run.key ? run : each));
}

/** The first words of what a run was asked; empty where that was not read. */
function wordsOf(run: Run, newestFirst: readonly Message[], more: boolean): string {
  const { messages, whole } = questionOf(run, newestFirst, more);
  return whole && messages[0] ? messageLine(messages[0], 80) : '';
}
