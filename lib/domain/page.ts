/** One page of a list. `nextCursor` is opaque to everybody but its maker; `total` is null where counting would cost too much. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
  total: number | null;
}

/** What to read of a list. `limit` is 1 to 100. */
export interface PageQuery {
  cursor?: string | undefined;
  limit: number;
  /** `asc` is oldest first. */
  order?: 'asc' | 'desc' | undefined;
}
