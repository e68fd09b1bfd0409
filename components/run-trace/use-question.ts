'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type ThreadTail, threadTailQuery } from '#lib/client/run-thread-queries.ts';
import type { TraceAccess } from '#lib/client/trace-access.ts';
import type { Message } from '#lib/domain/message.ts';
import type { Run } from '#lib/domain/run.ts';
import { questionOf } from '#lib/domain/run-question.ts';
import type { Question } from './transcript/transcript-entries.ts';

const NONE: readonly Message[] = [];

/** What the run was started for, from the messages of its thread; null where they cannot be read or do not reach it. */
export function useQuestion(
  access: TraceAccess,
  run: Run,
): { question: Question; asked: readonly Message[]; thread: ThreadTail | null } {
  const { data, isLoading } = useQuery(threadTailQuery(access, run));
  const { id, createdAt } = run;
  const asked = useMemo(
    () => (data ? questionOf({ id, createdAt }, data.messages, data.more).messages : NONE),
    [data, id, createdAt],
  );
  const question = useMemo((): Question => {
    if (isLoading) return 'pending';
    return asked.length > 0 ? { messages: asked } : null;
  }, [asked, isLoading]);
  return { question, asked, thread: data ?? null };
}
