/** Columns the list can be sorted by. */
export const RUN_SORTS = ['started', 'duration', 'tokens', 'status', 'assistant', 'model', 'source'] as const;
export type RunSort = (typeof RUN_SORTS)[number];

/** Filter and order of the runs list, as they stand in the address of page and API. Lists are comma-separated. */
export interface RunListParams {
  source: string[];
  thread: string | null;
  status: string[];
  assistant: string[];
  model: string[];
  tool: string[];
  /** Error codes. */
  error: string[];
  /** Hash of a failure's fingerprint: only failures that are alike. */
  fingerprint: string | null;
  /** Words that must all occur in the run's texts, `"…"` for a phrase, `word*` for its beginning. */
  q: string;
  /** ISO date or date-time, or a length back from now (`90m`, `24h`, `7d`). */
  from: string | null;
  to: string | null;
  sort: RunSort;
  dir: 'asc' | 'desc';
  /** Whether the list shows runs, or groups of them. */
  group: RunGrouping;
}

export const RUN_GROUPINGS = ['none', 'thread', 'failure'] as const;
export type RunGrouping = (typeof RUN_GROUPINGS)[number];

/** The instant a `from` or `to` stands for, in milliseconds; null when there is none. */
export function timeBound(value: string | null, now: number): number | null {
  if (value === null) return null;
  const back = /^(\d+)([mhd])$/.exec(value);
  if (back) return now - Number(back[1]) * { m: 60_000, h: 3_600_000, d: 86_400_000 }[back[2] as 'm' | 'h' | 'd'];
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : at;
}
