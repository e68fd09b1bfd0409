'use client';

import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { fileHeadQuery } from '#lib/client/file-queries.ts';
import { apiPaths } from '#lib/contract/api-paths.ts';
import type { Message } from '#lib/domain/message.ts';
import type { Run } from '#lib/domain/run.ts';
import { filesOf } from './message-files.ts';

/** The source is asked for the names of at most this many files, those of the newest messages first. */
const ASKED = 30;

/** Names and sizes of files as far as they are known. */
export interface ThreadFiles {
  name: (file: string) => string | null;
  bytes: (file: string) => number | null;
}

/** What the source says of the files of a thread. Files are served under a run: `runOf` is any that may read those of a message. */
export function useThreadFiles(
  messages: readonly Message[],
  runOf: (message: Message) => Run | undefined,
): ThreadFiles {
  const asked = useMemo(() => {
    const urls = new Map<string, string>();
    for (const message of messages.toReversed()) {
      const run = runOf(message);
      if (!run) continue;
      for (const file of filesOf(message)) {
        if (urls.size < ASKED && !urls.has(file)) urls.set(file, apiPaths.file(run.source, run.key, file));
      }
    }
    return [...urls];
  }, [messages, runOf]);
  const heads = useQueries({
    queries: asked.map(([file, url]) => fileHeadQuery(() => url, file)),
    combine: (results) => results.map((result) => result.data ?? null),
  });
  return useMemo(() => {
    const known = new Map(asked.map(([file], i) => [file, heads[i] ?? null]));
    return {
      name: (file) => known.get(file)?.name ?? null,
      bytes: (file) => known.get(file)?.bytes ?? null,
    };
  }, [asked, heads]);
}
