import 'server-only';
import type { RunListParams } from '../../domain/run-list.ts';
import { runQueryOf } from './run-query-of.ts';
import { theFinder } from './the-finder.ts';

/** How many known runs pass a filter; null where counting would take too long. */
export async function countRuns(params: RunListParams): Promise<number | null> {
  const finder = await theFinder();
  return finder.count(runQueryOf(params, Date.now()));
}
