import * as z from 'zod/mini';
import type { PendingCall, RequiredAction, Run, SourceError } from '../domain/run.ts';
import type { Usage } from '../domain/usage.ts';
import {
  digitsOrNull,
  instant,
  json,
  jsonObject,
  longText,
  milliseconds,
  numberOrNull,
  page,
  text,
  textOrNull,
} from './primitives-schema.ts';

export const usageSchema: z.ZodMiniType<Usage> = z.object({
  inputTokens: numberOrNull,
  outputTokens: numberOrNull,
  totalTokens: numberOrNull,
  cachedTokens: numberOrNull,
  reasoningTokens: numberOrNull,
  extra: jsonObject,
});

export const sourceErrorSchema: z.ZodMiniType<SourceError> = z.object({
  code: textOrNull,
  message: textOrNull,
  extra: jsonObject,
});

const pendingCall: z.ZodMiniType<PendingCall> = z.object({
  id: textOrNull,
  type: text,
  name: textOrNull,
  arguments: z.nullable(longText),
  extra: jsonObject,
});

const requiredAction: z.ZodMiniType<RequiredAction> = z.object({
  type: text,
  calls: z.array(pendingCall),
  extra: jsonObject,
});

/** The fields of a run, for schemas that hold more than it. */
export const runFields = {
  source: text,
  key: text,
  id: text,
  object: textOrNull,
  threadId: textOrNull,
  assistantId: textOrNull,
  assistantName: textOrNull,
  status: text,
  createdAt: instant,
  startedAt: instant,
  expiresAt: instant,
  cancelledAt: instant,
  failedAt: instant,
  completedAt: instant,
  timeResolution: milliseconds,
  requiredAction: z.nullable(requiredAction),
  lastError: z.nullable(sourceErrorSchema),
  incompleteReason: textOrNull,
  incompleteDetails: z.nullable(jsonObject),
  model: textOrNull,
  instructions: z.nullable(longText),
  tools: z.array(jsonObject),
  toolResources: json,
  metadata: z.nullable(jsonObject),
  temperature: digitsOrNull,
  topP: digitsOrNull,
  maxPromptTokens: digitsOrNull,
  maxCompletionTokens: digitsOrNull,
  truncationStrategy: json,
  usage: z.nullable(usageSchema),
  responseFormat: json,
  toolChoice: json,
  parallelToolCalls: z.nullable(z.boolean()),
  reasoningEffort: textOrNull,
  fileIds: z.array(text),
  extra: jsonObject,
  left: z.optional(z.boolean()),
};

export const runSchema: z.ZodMiniType<Run> = z.object(runFields);

export const runPageSchema = page(runSchema);
