import type { Message } from './message.ts';
import type { Run } from './run.ts';
import type { Step } from './step.ts';
import { ms } from './time.ts';
import type { ToolCall } from './tool-call.ts';

/** Complete domain values for unit tests; pass what matters to the test. */
export function aRun(more: Partial<Run> = {}): Run {
  return {
    source: 'test',
    key: 'thread_a.run_a',
    id: 'run_a',
    object: 'thread.run',
    threadId: 'thread_a',
    assistantId: 'asst_a',
    assistantName: null,
    status: 'completed',
    createdAt: ms(1_000_000),
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

export function aStep(more: Partial<Step> = {}): Step {
  return {
    id: 'step_a',
    object: 'thread.run.step',
    runId: 'run_a',
    threadId: 'thread_a',
    assistantId: 'asst_a',
    type: 'tool_calls',
    kind: 'tools',
    status: 'completed',
    createdAt: null,
    completedAt: null,
    failedAt: null,
    cancelledAt: null,
    expiresAt: null,
    expiredAt: null,
    lastError: null,
    usage: null,
    metadata: null,
    messageId: null,
    calls: [],
    detail: null,
    extra: {},
    ...more,
  };
}

export function aMessage(more: Partial<Message> = {}): Message {
  return {
    id: 'msg_a',
    object: 'thread.message',
    threadId: 'thread_a',
    runId: 'run_a',
    assistantId: 'asst_a',
    role: 'assistant',
    status: null,
    createdAt: null,
    completedAt: null,
    incompleteAt: null,
    incompleteDetails: null,
    content: [],
    attachments: [],
    metadata: null,
    extra: {},
    ...more,
  };
}

const base = { id: 'call_a', extra: {} };

export const codeCall = (input: string, ...logs: string[]): ToolCall => ({
  ...base,
  kind: 'code_interpreter',
  type: 'code_interpreter',
  input: { text: input },
  outputs: logs.map((text) => ({ type: 'logs', logs: { text } })),
});

export const functionCall = (name: string, args = '{}', output: string | null = null): ToolCall => ({
  ...base,
  kind: 'function',
  type: 'function',
  name,
  arguments: { text: args },
  output: output === null ? null : { text: output },
});

export const searchCall = (results: number | null): ToolCall => ({
  ...base,
  kind: 'file_search',
  type: 'file_search',
  ranker: null,
  scoreThreshold: null,
  queries: [],
  results:
    results === null
      ? null
      : Array.from({ length: results }, (_, i) => ({
          fileId: `file-${i}`,
          fileName: null,
          score: 1 / (i + 1),
          content: [{ text: `chunk ${i}` }],
          attributes: null,
          extra: {},
        })),
});

export const otherCall = (type: string, payload = '{}'): ToolCall => ({
  ...base,
  kind: 'other',
  type,
  name: null,
  payload: { text: payload },
});
