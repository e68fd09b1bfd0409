import 'server-only';
import { formatCursor, parseCursor } from './run-cursor.ts';
import type { RunListParams } from '../../domain/run-list.ts';
import { isId } from '../../domain/ids.ts';
import type { Page } from '../../domain/page.ts';
import type { Run } from '../../domain/run.ts';
import { allSources, getSource } from '../upstream/sources.ts';
import { forgetRun, knownRuns, rememberRuns, staleUnfinished } from './known-runs.ts';
import { asRow } from './long-texts.ts';
import { compareRuns, matchesRun, sortValue } from './run-filter.ts';
import { questionOf, toolsOf } from './run-summary-cache.ts';
import { watchSource } from './walk-source.ts';
import { withAssistantName } from './assistant-names.ts';
import { fail, isFailure } from '../../domain/failure.ts';

/** An unfinished run in view is read again at most this often (ms), and so many at a time. */
const REREAD_AFTER = 3000;
const REREAD_AT_ONCE = 8;

/**
 * Runs known by now, filtered and sorted, by keyset pages. Asking starts the background walk of sources that list their
 * threads and has unfinished runs in view read again for the next time. With `thread`, that thread's runs are read first.
 */
export async function listRuns(
  params: RunListParams,
  page: { cursor?: string | undefined; limit: number },
  signal: AbortSignal,
): Promise<Page<Run>> {
  const sources = allSources().filter((source) => params.source.length === 0 || params.source.includes(source.id));
  for (const source of sources) watchSource(source.id);
  if (params.thread !== null)
    await readThreadRuns(
      sources.map((source) => source.id),
      params.thread,
      signal,
    );

  const now = Date.now();
  const matching = knownRuns(sources.map((source) => source.id))
    .filter((run) => matchesRun(run, params, { tools: toolsOf(run), question: questionOf(run) }, now))
    .sort((a, b) => compareRuns(a, b, params));
  const after = page.cursor === undefined ? null : parseCursor(page.cursor);
  const start = after === null ? 0 : matching.findIndex((run) => compareRuns(run, after, params) > 0);
  const items = start === -1 ? [] : matching.slice(start, start + page.limit);
  const last = items.at(-1);
  const more = last !== undefined && start + items.length < matching.length;
  readAgain(staleUnfinished(items, REREAD_AFTER).slice(0, REREAD_AT_ONCE));
  return {
    items: items.map(asRow),
    nextCursor: more ? formatCursor({ source: last.source, key: last.key, value: sortValue(last, params.sort) }) : null,
    total: matching.length,
  };
}

async function readThreadRuns(sources: readonly string[], thread: string, signal: AbortSignal): Promise<void> {
  if (!isId(thread)) fail('invalid_id', 'This is not a thread id.');
  const reads = sources.map(async (id) => {
    const { reader } = getSource(id);
    const runs = await reader.listRuns(thread, { limit: 100, order: 'desc' }, signal);
    rememberRuns(await Promise.all(runs.items.map((run) => withAssistantName(run, reader))));
  });
  const results = await Promise.allSettled(reads);
  const refused = results.filter((result) => result.status === 'rejected');
  if (refused.length === sources.length && refused[0]) throw refused[0].reason;
}

function readAgain(runs: readonly Run[]): void {
  for (const run of runs) {
    rememberRuns([run]);
    const { reader } = getSource(run.source);
    reader.getRun(run.key, AbortSignal.timeout(15_000)).then(
      (fresh) => rememberRuns([fresh]),
      (error: unknown) => {
        if (isFailure(error, 'not_found')) forgetRun(run.source, run.key);
      },
    );
  }
}
