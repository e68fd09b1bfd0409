import * as z from 'zod/mini';
import { ID_PATTERN, KEY_PATTERN } from '../domain/ids.ts';
import { isExactNumber, isJsonObject, type Json, type JsonObject } from '../domain/json.ts';
import type { Run } from '../domain/run.ts';
import { OPERATE_LIMITS } from './operate-limits.ts';
import { runSchema } from './run-schema.ts';

const { pairs, key, value, text, messages, tools, calls, levels } = OPERATE_LIMITS;

const id = z.string().check(z.regex(ID_PATTERN));
const longText = z.string().check(z.maxLength(text));
const object = z.custom<JsonObject>((one) => isJsonObject(one) && isShallow(one, levels));
/** A number, also one that was kept as it is written. */
const number = <T>(schema: z.ZodMiniType<T, number>) =>
  z.pipe(
    z.transform((one: unknown) => (isExactNumber(one) ? Number(one.$number) : (one as number))),
    schema,
  );
const count = number(z.int().check(z.positive()));
const between = (least: number, most: number) => number(z.number().check(z.minimum(least), z.maximum(most)));
const optional = <T>(schema: z.ZodMiniType<T>) => z.optional(z.nullable(schema));

/** Metadata of a run: 16 pairs, keys of 64 and values of 512 characters. */
export const metadataSchema: z.ZodMiniType<Record<string, string>> = z
  .record(z.string().check(z.minLength(1), z.maxLength(key)), z.string().check(z.maxLength(value)))
  .check(z.refine((one) => Object.keys(one).length <= pairs, { error: `at most ${pairs} pairs` }));

const message = z.strictObject({
  role: z.enum(['user', 'assistant']),
  content: z.union([longText, z.array(object)]),
  attachments: optional(z.array(object)),
  metadata: optional(metadataSchema),
});

/** Body of `POST /api/threads/{source}/{thread}/runs`: parameters of a new run, in the words of the protocol. */
export const createRunSchema = z.strictObject({
  assistant_id: id,
  model: optional(z.string().check(z.minLength(1), z.maxLength(256))),
  instructions: optional(longText),
  additional_instructions: optional(longText),
  additional_messages: optional(z.array(message).check(z.maxLength(messages))),
  tools: optional(z.array(object).check(z.maxLength(tools))),
  metadata: optional(metadataSchema),
  temperature: optional(between(0, 2)),
  top_p: optional(between(0, 1)),
  max_prompt_tokens: optional(count),
  max_completion_tokens: optional(count),
  truncation_strategy: optional(
    z.strictObject({ type: z.enum(['auto', 'last_messages']), last_messages: optional(count) }),
  ),
  tool_choice: optional(z.union([z.enum(['none', 'auto', 'required']), object])),
  parallel_tool_calls: z.optional(z.boolean()),
  response_format: optional(z.union([z.literal('auto'), object])),
  /** Words differ between models, so any plain one is handed on. */
  reasoning_effort: optional(z.string().check(z.regex(/^[a-z_]{1,32}$/))),
  /** What the source adds to steps while the run is streamed. */
  include: z.optional(z.array(z.literal('step_details.tool_calls[*].file_search.results[*].content'))),
});

export type CreateRunBody = z.infer<typeof createRunSchema>;

/** Body of `PATCH /api/runs/{source}/{key}`. The metadata replaces what was there. */
export const updateRunSchema = z.strictObject({ metadata: metadataSchema });

/** Body of `POST /api/runs/{source}/{key}/cancel`. */
export const cancelRunSchema = z.strictObject({});

const outputs = z.strictObject({
  tool_outputs: z
    .array(z.strictObject({ tool_call_id: z.string().check(z.minLength(1), z.maxLength(512)), output: longText }))
    .check(z.minLength(1), z.maxLength(calls)),
});
const approvals = z.strictObject({
  tool_approvals: z
    .array(z.strictObject({ tool_call_id: z.string().check(z.minLength(1), z.maxLength(512)), approve: z.boolean() }))
    .check(z.minLength(1), z.maxLength(calls)),
});

/** Body of `POST /api/runs/{source}/{key}/tool-outputs`: all pending calls at once. */
export const toolOutputsSchema = z.union([outputs, approvals]);

export type ToolOutputsBody = z.infer<typeof toolOutputsSchema>;

/** Answer to every write on a run: where it is, and as its source told it last. */
export interface OperatedRun {
  source: string;
  key: string;
  run: Run;
}

export const operatedRunSchema: z.ZodMiniType<OperatedRun> = z.object({
  source: id,
  key: z.string().check(z.regex(KEY_PATTERN)),
  run: runSchema,
});

/** Answer of `GET /api/threads/{source}/{thread}/blocking-run`. */
export const blockingRunSchema: z.ZodMiniType<{ run: Run | null }> = z.object({ run: z.nullable(runSchema) });

function isShallow(one: Json, most: number): boolean {
  if (typeof one !== 'object' || one === null || isExactNumber(one)) return true;
  return most > 0 && Object.values(one).every((inner) => isShallow(inner, most - 1));
}
