import 'server-only';
import type { Page } from '../../domain/page.ts';
import type { RunGroup } from '../../domain/run-group.ts';
import type { RunListParams } from '../../domain/run-list.ts';
import { requireKnownSource } from './known-source.ts';
import type { FinderPage } from './run-finder.ts';
import { runQueryOf } from './run-query-of.ts';
import { theFinder } from './the-finder.ts';

/**
 * The runs that pass a filter by thread, or failures that are alike, the group with the newest run first. Throws `not_found`
 * for sources that are not there.
 */
export async function groupRuns(
  params: RunListParams,
  by: 'thread' | 'failure',
  page: FinderPage,
): Promise<Page<RunGroup>> {
  await requireKnownSource(params.source);
  const finder = await theFinder();
  return finder.groups(runQueryOf(params, Date.now()), by, page);
}
