import 'server-only';
import { isJsonObject, type JsonObject } from '../../../domain/json.ts';
import type { CallPlan, RunPlan, StepPlan } from './plan.ts';
import { showUsage } from './show-run.ts';

/** The step object as a request at `now` (seconds) gets it; null before the step exists. `content`: search results with their text. */
export function showStep(run: RunPlan, step: StepPlan, now: number, content: boolean): JsonObject | null {
  if (now < step.createdAt) return null;
  const over = now >= step.endsAt;
  const ended = (status: StepPlan['status']) => (over && step.status === status ? step.endsAt : null);
  const shown: JsonObject = {
    id: step.id,
    object: 'thread.run.step',
    created_at: step.createdAt,
    run_id: run.id,
    assistant_id: run.assistantId,
    thread_id: run.threadId,
    type: step.type,
    status: over ? step.status : 'in_progress',
    cancelled_at: ended('cancelled'),
    completed_at: ended('completed'),
    expires_at: over && !step.keepsDeadline ? null : run.deadline,
    failed_at: ended('failed'),
    last_error: over ? step.lastError : null,
    step_details: details(step, now, over, content),
  };
  // Version 1 of the protocol had no usage on steps.
  if (run.flavour === 'v1') return shown;
  return { ...shown, usage: over && step.usage ? showUsage(step.usage, run.flavour) : null };
}

function details(step: StepPlan, now: number, over: boolean, content: boolean): JsonObject {
  const { type } = step;
  if (type === 'message_creation') return { type, message_creation: { message_id: step.messageId } };
  if (type === 'activities') return { type, activities: over ? step.activities : [] };
  if (!over && now < step.writtenAt) return { type, tool_calls: [] };
  return { type, tool_calls: step.calls.map((call) => showCall(call, over && step.status !== 'expired', content)) };
}

function showCall({ id, type, begun, done }: CallPlan, over: boolean, content: boolean): JsonObject {
  const shown = over ? done : begun;
  const found = shown.file_search;
  if (content || !isJsonObject(found) || !Array.isArray(found.results)) return { id, type, ...shown };
  const results = found.results.map((result) => {
    if (!isJsonObject(result)) return result;
    const { content: _, ...rest } = result;
    return rest;
  });
  return { id, type, file_search: { ...found, results } };
}
