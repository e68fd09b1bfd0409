import type { Run } from '#lib/domain/run.ts';
import { ms } from '#lib/domain/time.ts';

/** A whole run for tests. */
export function sampleRun(more: Partial<Run> = {}): Run {
  const id = more.id ?? 'run_aaaaaaaaaaaa';
  return {
    source: 'sample',
    key: `thread_1.${id}`,
    id,
    object: 'thread.run',
    threadId: 'thread_1',
    assistantId: 'asst_1',
    assistantName: null,
    status: 'completed',
    createdAt: ms(1_795_000_000_000),
    startedAt: null,
    expiresAt: null,
    cancelledAt: null,
    failedAt: null,
    completedAt: null,
    timeResolution: ms(1000),
    requiredAction: null,
    lastError: null,
    incompleteReason: null,
    incompleteDetails: null,
    model: 'gpt-4.1',
    instructions: null,
    tools: [],
    toolResources: null,
    metadata: null,
    temperature: null,
    topP: null,
    maxPromptTokens: null,
    maxCompletionTokens: null,
    truncationStrategy: null,
    usage: null,
    responseFormat: null,
    toolChoice: null,
    parallelToolCalls: null,
    reasoningEffort: null,
    fileIds: [],
    extra: {},
    ...more,
  };
}
