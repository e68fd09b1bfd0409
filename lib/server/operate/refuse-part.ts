import 'server-only';
import type { ToolOutputsBody } from '../../contract/operate-schema.ts';
import { fail } from '../../domain/failure.ts';
import { freshRun } from '../runs/known-runs.ts';

/** Ids of calls that a refusal names. */
const NAMED = 5;

/**
 * Throws `invalid_request` where outputs are given of only some of the calls that a run is known to wait for: they are sent
 * all at once. A call that is not known here says that the run waits for others by now; its source decides then.
 */
export function refusePart(source: string, key: string, body: ToolOutputsBody): void {
  if (!('tool_outputs' in body)) return;
  const run = freshRun(source, key, 0);
  if (run?.status !== 'requires_action') return;
  const pending = run.requiredAction?.calls.flatMap(({ id }) => id ?? []) ?? [];
  const given = new Set(body.tool_outputs.map((output) => output.tool_call_id));
  const missing = pending.filter((id) => !given.has(id));
  if (missing.length === 0 || [...given].some((id) => !pending.includes(id))) return;
  const more = missing.length > NAMED ? ` and ${missing.length - NAMED} more` : '';
  const of = `${missing.length} of ${pending.length} calls (${missing.slice(0, NAMED).join(', ')}${more})`;
  fail('invalid_request', `Outputs of ${of} are missing. A run takes the outputs of all its waiting calls at once.`);
}
