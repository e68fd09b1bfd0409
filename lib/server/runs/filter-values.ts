import 'server-only';
import type { FilterField, FilterValue } from '../../domain/filter-value.ts';
import type { Page } from '../../domain/page.ts';
import type { RunListParams } from '../../domain/run-list.ts';
import { findSource } from '../upstream/sources.ts';
import { requireKnownSource } from './known-source.ts';
import { runQueryOf } from './run-query-of.ts';
import { theFinder } from './the-finder.ts';

/**
 * What one filter can be set to, with the runs that pass the other filters, most frequent first. Throws `not_found` for sources
 * that are not there.
 */
export async function filterValues(params: RunListParams, of: FilterField): Promise<Page<FilterValue>> {
  if (of !== 'source') await requireKnownSource(params.source);
  const finder = await theFinder();
  const found = await finder.values(runQueryOf(params, Date.now()), of);
  found.sort((a, b) => (b.count ?? -1) - (a.count ?? -1) || (a.value < b.value ? -1 : 1));
  const items = of === 'source' ? found.map(withSourceName) : found;
  return { items, nextCursor: null, total: items.length };
}

function withSourceName(value: FilterValue): FilterValue {
  return { ...value, label: findSource(value.value)?.name ?? null };
}
