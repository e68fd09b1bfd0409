import 'server-only';
import type { FilterField, FilterValue } from '../../domain/filter-value.ts';
import type { Page } from '../../domain/page.ts';
import type { RunGroup } from '../../domain/run-group.ts';
import type { CountedRuns } from '../../domain/run-histogram.ts';
import type { RunRow } from '../../domain/run-row.ts';
import type { RunQuery } from '../archive/run-query.ts';

/** Part of a list; a cursor is one that the same list gave. */
export interface FinderPage {
  cursor?: string | undefined;
  limit: number;
}

/** Finds runs among all that are known. Rejects with `invalid_request` for a cursor of another list. */
export interface RunFinder {
  list(query: RunQuery, page: FinderPage): Promise<Page<RunRow>>;
  /** Null where counting takes too long, as for the two below. */
  count(query: RunQuery): Promise<number | null>;
  histogram(query: RunQuery, range: { from: number; to: number; buckets: number }): Promise<CountedRuns | null>;
  /** Creation of the first and the last run, ms since 1970; null where none has a time. */
  range(query: RunQuery): Promise<{ from: number; to: number } | null>;
  groups(query: RunQuery, by: 'thread' | 'failure', page: FinderPage): Promise<Page<RunGroup>>;
  /** Values of one filter among the runs that pass the others, in any order. */
  values(query: RunQuery, of: FilterField): Promise<FilterValue[]>;
}
