import * as z from 'zod/mini';
import { KNOWN_WAYS } from '../domain/known-id.ts';
import type { KeptTrace, RunTrace, StepLine } from '../domain/run-trace.ts';
import type { Step } from '../domain/step.ts';
import type { CodeOutput, FileSearchResult, ToolCall } from '../domain/tool-call.ts';
import {
  instant,
  jsonObject,
  longText,
  milliseconds,
  numberOrNull,
  page,
  text,
  textOrNull,
} from './primitives-schema.ts';
import { runSchema, sourceErrorSchema, usageSchema } from './run-schema.ts';

const callBase = { id: textOrNull, type: text, extra: jsonObject };

const codeOutput: z.ZodMiniType<CodeOutput> = z.union([
  z.object({ type: z.literal('logs'), logs: longText }),
  z.object({ type: z.literal('image'), fileId: textOrNull }),
  z.object({ type: z.literal('other'), name: text, payload: longText }),
]);

const searchResult: z.ZodMiniType<FileSearchResult> = z.object({
  fileId: textOrNull,
  fileName: textOrNull,
  score: numberOrNull,
  content: z.nullable(z.array(longText)),
  attributes: z.nullable(jsonObject),
  extra: jsonObject,
});

const toolCall: z.ZodMiniType<ToolCall> = z.discriminatedUnion('kind', [
  z.object({
    ...callBase,
    kind: z.literal('code_interpreter'),
    input: z.nullable(longText),
    outputs: z.array(codeOutput),
  }),
  z.object({
    ...callBase,
    kind: z.literal('file_search'),
    ranker: textOrNull,
    scoreThreshold: numberOrNull,
    queries: z.array(text),
    results: z.nullable(z.array(searchResult)),
  }),
  z.object({
    ...callBase,
    kind: z.literal('function'),
    name: textOrNull,
    arguments: z.nullable(longText),
    output: z.nullable(longText),
  }),
  z.object({ ...callBase, kind: z.literal('other'), name: textOrNull, payload: longText }),
]);

export const stepSchema: z.ZodMiniType<Step> = z.object({
  id: text,
  object: textOrNull,
  runId: textOrNull,
  threadId: textOrNull,
  assistantId: textOrNull,
  type: text,
  kind: z.enum(['message', 'tools', 'other']),
  status: text,
  createdAt: instant,
  completedAt: instant,
  failedAt: instant,
  cancelledAt: instant,
  expiresAt: instant,
  expiredAt: instant,
  lastError: z.nullable(sourceErrorSchema),
  usage: z.nullable(usageSchema),
  metadata: z.nullable(jsonObject),
  messageId: textOrNull,
  calls: z.array(toolCall),
  detail: z.nullable(longText),
  extra: jsonObject,
});

export const stepPageSchema = page(stepSchema);

const keptTrace: z.ZodMiniType<KeptTrace> = z.object({
  capturedAt: milliseconds,
  goneAt: instant,
  whole: z.boolean(),
  origin: z.enum(KNOWN_WAYS),
  runMissing: z.boolean(),
  final: z.boolean(),
  because: textOrNull,
});

/** `{"run":{…},"steps":{"items":[…],"nextCursor":…}}` */
export const runTraceSchema: z.ZodMiniType<RunTrace> = z.object({
  run: runSchema,
  steps: stepPageSchema,
  problem: z.optional(z.object({ code: text, message: text })),
  kept: z.optional(z.nullable(keptTrace)),
});

/** One line of `…/steps` asked for as `application/x-ndjson`. */
export const stepLineSchema: z.ZodMiniType<StepLine> = z.discriminatedUnion('type', [
  z.object({ type: z.literal('step'), step: stepSchema }),
  z.object({ type: z.literal('end'), count: z.number() }),
  z.object({ type: z.literal('error'), error: z.object({ code: text, message: text, request_id: text }) }),
]);
