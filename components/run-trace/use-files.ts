'use client';

import { useQueries } from '@tanstack/react-query';
import { useCallback, useDeferredValue, useMemo } from 'react';
import { fileHeadQuery } from '#lib/client/file-queries.ts';
import type { TraceAccess } from '#lib/client/trace-access.ts';
import type { Message } from '#lib/domain/message.ts';
import { type RunFile, runFiles } from '#lib/domain/run-files.ts';
import type { Step } from '#lib/domain/step.ts';
import { isComplete, type TraceState } from '#lib/domain/trace-state.ts';

const NONE: readonly Step[] = [];

/** The source is asked for the names of at most this many files. */
const ASKED = 30;

export interface KnownFiles {
  files: readonly RunFile[];
  bytes: (file: string) => number | null;
  name: (file: string) => string | null;
}

/** The files of a run once all its steps are there (before, those of its messages), with names and sizes as far as they are known: from search results, else from the source when `asked`. */
export function useFiles(
  access: TraceAccess,
  state: TraceState,
  messages: readonly Message[],
  asked: boolean,
): KnownFiles {
  const { run } = state;
  const steps = useDeferredValue(isComplete(state) ? state.steps : NONE);
  const files = useMemo(() => runFiles(run, steps, messages), [run, steps, messages]);
  const ids = useMemo(() => files.slice(0, ASKED).map((file) => file.id), [files]);
  const heads = useQueries({
    queries: ids.map((id) => ({ ...fileHeadQuery(access.fileUrl, id), enabled: asked })),
    combine: (results) => results.map((result) => result.data ?? null),
  });
  const byId = useMemo(() => new Map(ids.map((id, i) => [id, heads[i] ?? null])), [ids, heads]);
  const names = useMemo(() => new Map(files.map((file) => [file.id, file.name])), [files]);
  const bytes = useCallback((file: string) => byId.get(file)?.bytes ?? null, [byId]);
  const name = useCallback((file: string) => names.get(file) ?? byId.get(file)?.name ?? null, [byId, names]);
  return { files, bytes, name };
}
