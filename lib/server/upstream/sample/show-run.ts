import 'server-only';
import type { JsonObject } from '../../../domain/json.ts';
import type { Flavour, RunPlan, StepPlan, UsagePlan } from './plan.ts';
import { sumUsage } from './tokens.ts';
import type { WireUsage } from './wire.ts';

/** The run object as a request at `now` (seconds) gets it; null before the run exists. */
export function showRun(run: RunPlan, now: number): JsonObject | null {
  if (now < run.createdAt) return null;
  const status = runStatus(run, now);
  const over = now >= run.end.at;
  const ended = (...states: string[]) => (over && states.includes(run.end.status) ? run.end.at : null);
  const open = {
    id: run.id,
    object: 'thread.run',
    created_at: run.createdAt,
    assistant_id: run.assistantId,
    thread_id: run.threadId,
    status,
    started_at: run.starts.findLast((start) => start <= now && start <= run.end.at) ?? null,
    expires_at: over && run.end.status !== 'expired' ? null : run.deadline,
    cancelled_at: ended('cancelled'),
    failed_at: ended('failed'),
    completed_at: ended('completed', 'incomplete'),
  };
  const { model, instructions, tools, tool_resources, metadata, temperature, top_p, ...more } = run.settings;
  const lastError = over ? run.end.lastError : null;
  if (run.flavour === 'v1') {
    return { ...open, last_error: lastError, model, instructions, tools, file_ids: run.fileIds, metadata };
  }
  const { reasoning_effort, max_completion_tokens, max_prompt_tokens, truncation_strategy, ...last } = more;
  return {
    ...open,
    required_action: status === 'requires_action' ? requiredAction(waitingStep(run, now)) : null,
    last_error: lastError,
    model,
    instructions,
    tools,
    tool_resources,
    metadata,
    temperature,
    top_p,
    ...(run.flavour === 'current' ? { reasoning_effort } : {}),
    max_completion_tokens,
    max_prompt_tokens,
    truncation_strategy,
    incomplete_details: over ? run.end.incompleteDetails : null,
    usage: over ? showUsage(sumUsage(run.steps.map((step) => step.usage)), run.flavour) : null,
    ...last,
  };
}

/** Status of a run that exists at `now` (seconds). */
function runStatus(run: RunPlan, now: number): string {
  if (now >= run.end.at) return run.end.status;
  if (run.cancelAskedAt !== null && now >= run.cancelAskedAt) return 'cancelling';
  if (now < (run.starts[0] ?? run.end.at)) return 'queued';
  if (waitingStep(run, now)) return 'requires_action';
  return 'in_progress';
}

/** Usage as the wire spells it. */
export function showUsage(usage: UsagePlan, flavour: Flavour): WireUsage {
  const counts = {
    prompt_tokens: usage.prompt,
    completion_tokens: usage.completion,
    total_tokens: usage.prompt + usage.completion,
  };
  if (flavour === '2024' || flavour === 'v1') return counts;
  const cached = { prompt_token_details: { cached_tokens: usage.cached } };
  if (flavour === 'azure') return { ...counts, ...cached };
  return { ...counts, ...cached, completion_tokens_details: { reasoning_tokens: usage.reasoning } };
}

function waitingStep(run: RunPlan, now: number): StepPlan | undefined {
  return run.steps.find((step) => step.waitsFor !== null && now >= step.writtenAt && now < step.endsAt);
}

function requiredAction(step: StepPlan | undefined): JsonObject | null {
  if (!step) return null;
  if (step.waitsFor === 'approval') {
    const calls = step.calls.map(({ id, type, begun }) => {
      const { output: _, ...shared } = begun;
      return { id, type, ...shared };
    });
    return { type: 'submit_tool_approval', submit_tool_approval: { tool_calls: calls } };
  }
  const calls = step.calls.flatMap(({ id, type, begun }) => {
    const fn = begun.function;
    if (typeof fn !== 'object' || fn === null || Array.isArray(fn)) return [];
    return [{ id, type, function: { name: fn.name ?? null, arguments: fn.arguments ?? null } }];
  });
  return { type: 'submit_tool_outputs', submit_tool_outputs: { tool_calls: calls } };
}
