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
  /** Words that must all occur in the row. */
  q: string;
  /** ISO date or date-time, or a length back from now (`90m`, `24h`, `7d`). */
  from: string | null;
  to: string | null;
  sort: RunSort;
  dir: 'asc' | 'desc';
}

/** The instant a `from` or `to` stands for, in milliseconds; null when there is none. */
export function timeBound(value: string | null, now: number): number | null {
  if (value === null) return null;
  const back = /^(\d+)([mhd])$/.exec(value);
  if (back) return now - Number(back[1]) * { m: 60_000, h: 3_600_000, d: 86_400_000 }[back[2] as 'm' | 'h' | 'd'];
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : at;
}
