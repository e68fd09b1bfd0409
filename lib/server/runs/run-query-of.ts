import 'server-only';
import { type RunListParams, timeBound } from '../../domain/run-list.ts';
import type { RunQuery } from '../archive/run-query.ts';

/** The query that the list's parameters mean at an instant (ms since 1970). */
export function runQueryOf(params: RunListParams, now: number): RunQuery {
  const { source, thread, status, assistant, model, tool, error, fingerprint, q, sort, dir } = params;
  const [from, to] = [timeBound(params.from, now), timeBound(params.to, now)];
  return { source, thread, status, assistant, model, tool, error, fingerprint, text: q, from, to, sort, dir };
}
