import 'server-only';
import { setTimeout } from 'node:timers/promises';
import type { Page } from '../../domain/page.ts';
import type { RunListParams } from '../../domain/run-list.ts';
import type { RunRow } from '../../domain/run-row.ts';
import { allSources } from '../upstream/sources.ts';
import { requireKnownSource } from './known-source.ts';
import { memoryFinder } from './memory-finder.ts';
import { readAgain } from './read-again.ts';
import { readThreadRuns } from './read-thread-runs.ts';
import type { FinderPage } from './run-finder.ts';
import { runQueryOf } from './run-query-of.ts';
import { theFinder } from './the-finder.ts';
import { watchSource } from './walk-source.ts';

/** Runs just read are kept a moment later: so often and so long (ms) they are looked for. */
const LOOKS = 15;
const BETWEEN = 100;

/**
 * All runs known by now, filtered and sorted, by keyset pages. Asking starts the background walk of sources that list their
 * threads and has unfinished runs in view read again for the next time. With `thread`, that thread's runs are read first;
 * where no source can read them and none is known, throws why; `not_found` for sources that are not there.
 */
export async function listRuns(params: RunListParams, page: FinderPage, signal: AbortSignal): Promise<Page<RunRow>> {
  await requireKnownSource(params.source);
  const sources = allSources().filter((source) => params.source.length === 0 || params.source.includes(source.id));
  for (const source of sources) watchSource(source.id);
  const query = runQueryOf(params, Date.now());
  const finder = await theFinder();
  let found: Page<RunRow>;
  if (params.thread === null || page.cursor !== undefined) found = await finder.list(query, page);
  else {
    const refused = await readThreadRuns(sources, params.thread, signal);
    found = await finder.list(query, page);
    const isComing = found.items.length === 0 && (await memoryFinder().count(query)) !== 0;
    for (let look = 0; isComing && look < LOOKS && found.items.length === 0; look++) {
      await setTimeout(BETWEEN, undefined, { signal });
      found = await finder.list(query, page);
    }
    if (refused !== null && found.items.length === 0) throw refused;
  }
  readAgain(found.items);
  return found;
}
