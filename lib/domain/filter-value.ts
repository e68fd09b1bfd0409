/** Filters of the runs list that offer values to choose from. */
export const FILTER_FIELDS = ['status', 'assistant', 'model', 'source', 'tool', 'error'] as const;
export type FilterField = (typeof FILTER_FIELDS)[number];

/** A value that a filter can be set to. */
export interface FilterValue {
  value: string;
  /** A name for it where there is one. */
  label: string | null;
  /** Runs that have it, among those that pass the other filters; null where counting them took too long. */
  count: number | null;
}
