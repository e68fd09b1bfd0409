import 'server-only';
import type { JsonObject } from '../../../domain/json.ts';
import type { AssistantPlan, FilePlan, ThreadHead } from './plan.ts';

/** The file object. */
export function showFile(file: FilePlan): JsonObject {
  return {
    object: 'file',
    id: file.id,
    purpose: file.purpose,
    filename: file.name,
    bytes: file.bytes().length,
    created_at: file.createdAt,
    expires_at: null,
    status: 'processed',
    status_details: null,
  };
}

/** The thread object. */
export function showThread(thread: ThreadHead): JsonObject {
  return {
    id: thread.id,
    object: 'thread',
    created_at: thread.createdAt,
    metadata: thread.metadata,
    tool_resources: thread.toolResources,
  };
}

/** The assistant object. */
export function showAssistant(assistant: AssistantPlan): JsonObject {
  return {
    id: assistant.id,
    object: 'assistant',
    created_at: assistant.createdAt,
    name: assistant.name,
    description: assistant.description,
    model: assistant.model,
    instructions: assistant.instructions,
    tools: assistant.tools,
    top_p: assistant.topP,
    temperature: assistant.temperature,
    reasoning_effort: assistant.reasoningEffort,
    tool_resources: assistant.toolResources,
    metadata: assistant.metadata,
    response_format: 'auto',
  };
}
