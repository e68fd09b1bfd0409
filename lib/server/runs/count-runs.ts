import 'server-only';
import type { RunListParams } from '../../domain/run-list.ts';
import { requireKnownSource } from './known-source.ts';
import { runQueryOf } from './run-query-of.ts';
import { theFinder } from './the-finder.ts';

/** How many known runs pass a filter; null where counting would take too long. Throws `not_found` for sources that are not there. */
export async function countRuns(params: RunListParams): Promise<number | null> {
  await requireKnownSource(params.source);
  const finder = await theFinder();
  return finder.count(runQueryOf(params, Date.now()));
}
