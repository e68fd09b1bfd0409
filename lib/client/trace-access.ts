import { apiPaths } from '../contract/api-paths.ts';
import { routes } from '../contract/routes.ts';
import type { ExportFormat } from '../domain/export-format.ts';
import type { Operations } from '../domain/operations.ts';
import type { RedactionClass } from '../domain/redaction.ts';
import type { Sharing } from '../domain/share.ts';

/** How a reader may reach one run and what belongs to it: the owner by our API, a recipient by a share link. */
export interface TraceAccess {
  /** Tells runs and ways of access apart in the cache. */
  cacheKey: string;
  /** Which run's events may be heard; null where the reader may not hear any. */
  live: { source: string; key: string } | null;
  /** Path of the run with the steps after `cursor`; null for all from the first on. */
  tracePath: (cursor: string | null, limit: number) => string;
  /** Path of the run with its first steps as its source has them now; null where the reader may not ask. */
  refreshPath: string | null;
  /** Path of the steps after `cursor`, as a stream of lines. */
  stepsPath: (cursor: string | null) => string;
  stepPath: (step: string, texts: 'whole' | 'cut') => string;
  /** Path of the lines of one long text of a step. */
  textPath: (step: string, query: string) => string;
  messagesPath: (cursor: string | null) => string;
  /** Path of the JSON as the source sent it; null where the reader may not see it. */
  rawPath: ((target: RawView) => string) | null;
  /** Address of a file's bytes. */
  fileUrl: (file: string) => string;
  /** Address of the run as a file; null where the reader may not take it away. */
  exportPath: ((format: ExportFormat) => string) | null;
  /** Path of the messages of the run's thread, newest first; null where the reader may not see what it was asked. */
  threadMessagesPath: ((thread: string, cursor: string | null) => string) | null;
  /** Path of the other runs of the run's thread, newest first; null where the reader may not see them. */
  threadRunsPath: ((thread: string, cursor?: string | null) => string) | null;
  /** Address of the thread's page; null where the reader may not see it. */
  threadHref: ((thread: string) => string) | null;
  /** Address of another run of the same source by its thread; null where the reader may not see it. */
  runHref: ((thread: string, run: string) => string) | null;
  /** Address of the list the run was opened from; null where there is none. */
  listHref: string | null;
  /** Path of what was recorded of the run while it streamed; absent or null where the reader may not see it. */
  replayPath?: string | null;
  /** Whether what is shown is a recorded state, of which the source and the archive have no more than is shown. */
  recorded?: boolean;
  /** What the reader may have done to the run; absent or null where nothing. */
  operate?: Operations | null;
  /** Whether the reader may give the run to others; absent or null where not. */
  sharing?: Sharing | null;
  /** Whether somebody gave the reader what is shown: a frozen copy of which there is no more than that. */
  shared?: boolean;
  /** What who shared it left out as a whole: of that nothing can be said. */
  leftOut?: readonly RedactionClass[];
}

/** Whose raw JSON: the run's, or that of a step or message by id. */
export type RawView = { of: 'run' } | { of: 'step' | 'message'; id: string };

/** Everything: the access of those who run Runlens; `may` says what they may have done to the run, and whether they may share it. */
export function ownerAccess(
  source: string,
  key: string,
  may: { operate?: Operations | null; sharing?: Sharing | null } = {},
): TraceAccess {
  const query = (entries: Record<string, string | null>) => {
    const params = new URLSearchParams();
    for (const [name, value] of Object.entries(entries)) if (value !== null) params.set(name, value);
    return params.toString();
  };
  return {
    cacheKey: `${source}/${key}`,
    live: { source, key },
    tracePath: (cursor, limit) => apiPaths.run(source, key, query({ cursor, limit: String(limit) })),
    refreshPath: apiPaths.run(source, key, 'refresh=1&limit=100'),
    stepsPath: (cursor) => apiPaths.steps(source, key, query({ cursor })),
    stepPath: (step, texts) => apiPaths.step(source, key, step, texts === 'cut' ? 'texts=cut' : ''),
    textPath: (step, text) => apiPaths.stepText(source, key, step, text),
    messagesPath: (cursor) => apiPaths.runMessages(source, key, query({ cursor, limit: '100' })),
    rawPath: (target) => apiPaths.raw(source, key, target.of === 'run' ? '' : query({ [target.of]: target.id })),
    fileUrl: (file) => apiPaths.file(source, key, file),
    exportPath: (format) => apiPaths.runExport(source, key, query({ format })),
    threadMessagesPath: (thread, cursor) =>
      apiPaths.threadMessages(source, thread, query({ order: 'desc', limit: '100', cursor })),
    threadRunsPath: (thread, cursor = null) =>
      apiPaths.threadRuns(source, thread, query({ order: 'desc', limit: '100', cursor })),
    threadHref: (thread) => routes.thread(source, thread),
    // Only dialects with threads know runs of other threads; their keys are both ids, joined by a dot.
    runHref: (thread, run) => routes.run(source, `${thread}.${run}`),
    listHref: routes.runs(),
    ...may,
    replayPath: apiPaths.replay(source, key),
  };
}
