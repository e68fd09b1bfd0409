import type { FileSearchResult } from '#lib/domain/tool-call.ts';

/**
 * Results best first, each with its place in the source's list (from 1). Equal scores keep the source's order, results without a
 * score come last, and the same passage found twice stays twice.
 */
export function resultsByScore(results: readonly FileSearchResult[]): { result: FileSearchResult; position: number }[] {
  const scoreOf = (result: FileSearchResult) => result.score ?? Number.NEGATIVE_INFINITY;
  return results
    .map((result, i) => ({ result, position: i + 1 }))
    .sort((a, b) => (scoreOf(b.result) === scoreOf(a.result) ? 0 : scoreOf(b.result) > scoreOf(a.result) ? 1 : -1));
}
