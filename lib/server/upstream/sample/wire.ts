import 'server-only';
import type { Json, JsonObject } from '../../../domain/json.ts';

/**
 * What goes over the wire, in the words of the Assistants protocol v2 as recorded in 2025 and 2026. Only the fields that
 * the code here touches are named. Times are whole seconds since 1970.
 */
export type WireList = {
  object: 'list';
  data: JsonObject[];
  first_id: string | null;
  last_id: string | null;
  has_more: boolean;
};

export type WireUsage = {
  prompt_tokens: number;
  completion_tokens: number;
  total_tokens: number;
  /** The singular is the protocol's own spelling. Absent in traffic of 2024. */
  prompt_token_details?: { cached_tokens: number };
  /** Absent in traffic of 2024 and on Azure. */
  completion_tokens_details?: { reasoning_tokens: number };
};

export type WireError = { code: string; message: string };

export type WireAnnotation = { type: string; text: string; start_index: number; end_index: number } & JsonObject;

export type WireText = { value: string; annotations: WireAnnotation[] };

export type WirePart =
  | { type: 'text'; text: WireText }
  | { type: 'image_file'; image_file: { file_id: string; detail?: string } }
  | { type: 'image_url'; image_url: { url: string; detail?: string } }
  | { type: 'refusal'; refusal: string };

export type WireTool = { type: string } & JsonObject;

/** One hit of a file search. `content` goes out only when the request asks for it. */
export type WireSearchResult = {
  file_id: string;
  file_name: string;
  score: number;
  attributes?: JsonObject;
  content?: { type: 'text'; text: string }[];
};

/** Settings of a run, spelled as the run object spells them. */
export type WireRunSettings = {
  model: string;
  instructions: string | null;
  tools: WireTool[];
  tool_resources: JsonObject;
  metadata: { [key: string]: string };
  temperature: number;
  top_p: number;
  reasoning_effort: string | null;
  max_completion_tokens: number | null;
  max_prompt_tokens: number | null;
  truncation_strategy: { type: 'auto' | 'last_messages'; last_messages: number | null };
  response_format: Json;
  tool_choice: Json;
  parallel_tool_calls: boolean;
};
