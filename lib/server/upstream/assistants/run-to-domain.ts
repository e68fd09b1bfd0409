import 'server-only';
import { isJsonObject, type Json, type JsonObject } from '../../../domain/json.ts';
import { NO_STATUS, type Run } from '../../../domain/run.ts';
import { ms } from '../../../domain/time.ts';
import { lastErrorToDomain } from './error-to-domain.ts';
import { hideHeaders, hideHeadersIn } from './hide-headers.ts';
import { requiredActionToDomain } from './required-action-to-domain.ts';
import { runKey } from './run-key.ts';
import { usageToDomain } from './usage-to-domain.ts';
import { WireObject } from './wire.ts';

/** Where a run was read: the thread asked, and an id for a run that came without a usable one. */
export interface RunPlace {
  source: string;
  threadId: string;
  fallbackId: string;
}

/**
 * Maps a `thread.run`. Total and pure: takes any JSON (of the depth that `upstream-fetch` lets through), never throws.
 * The key is made of the thread asked and the run's id, because that is the path under which the source has it.
 */
export function runToDomain(wire: Json, place: RunPlace): Run {
  const run = new WireObject(wire);
  const id = run.id('id') ?? place.fallbackId;
  const incompleteDetails = run.object('incomplete_details');
  const createdAt = run.time('created_at');
  const startedAt = run.time('started_at');
  const expiresAt = run.time('expires_at', 'expired_at');
  const cancelledAt = run.time('cancelled_at');
  const failedAt = run.time('failed_at');
  const completedAt = run.time('completed_at');
  return {
    source: place.source,
    key: runKey(place.threadId, id),
    id,
    object: run.text('object'),
    threadId: run.text('thread_id') ?? place.threadId,
    assistantId: run.text('assistant_id'),
    assistantName: null,
    status: run.text('status') ?? NO_STATUS,
    createdAt,
    startedAt,
    expiresAt,
    cancelledAt,
    failedAt,
    completedAt,
    timeResolution: ms(run.subSecond ? 1 : 1000),
    requiredAction: requiredActionToDomain(run.part('required_action')),
    lastError: lastErrorToDomain(run),
    incompleteReason: incompleteDetails ? new WireObject(incompleteDetails).text('reason') : null,
    incompleteDetails,
    model: run.text('model'),
    instructions: run.longText('instructions'),
    tools: (run.array('tools') ?? []).map(tool),
    toolResources: hideHeaders(run.json('tool_resources')),
    metadata: run.object('metadata'),
    temperature: run.digits('temperature'),
    topP: run.digits('top_p'),
    maxPromptTokens: run.digits('max_prompt_tokens'),
    maxCompletionTokens: run.digits('max_completion_tokens'),
    truncationStrategy: run.json('truncation_strategy'),
    usage: usageToDomain(run.part('usage')),
    responseFormat: run.json('response_format'),
    toolChoice: run.json('tool_choice'),
    parallelToolCalls: run.boolean('parallel_tool_calls'),
    reasoningEffort: run.text('reasoning_effort'),
    fileIds: run.texts('file_ids'),
    extra: hideHeadersIn(run.rest()),
  };
}

function tool(value: Json): JsonObject {
  return hideHeadersIn(isJsonObject(value) ? value : { value });
}
