import type { JsonObject } from '#lib/domain/json.ts';
import { formatDateTime } from '../ui/format.ts';

/** `[path in the source's JSON, label on the screen, text of the value]` */
export type Shown = [path: string, label: string, value: string];

const DAY = 1_760_000_000;
const at = (seconds: number) => formatDateTime((DAY + seconds) * 1000);

/** Every field of a run (Assistants API, run object, as seen on the wire 2025 to 2026; `file_ids` is of its first version). */
export const RUN: JsonObject = {
  id: 'run_ID',
  object: 'thread.run',
  created_at: DAY + 1,
  assistant_id: 'asst_ID',
  thread_id: 'thread_ID',
  status: 'requires_action',
  started_at: DAY + 2,
  expires_at: DAY + 3,
  cancelled_at: DAY + 4,
  failed_at: DAY + 5,
  completed_at: DAY + 6,
  required_action: {
    type: 'submit_tool_outputs',
    submit_tool_outputs: {
      tool_calls: [
        { id: 'call_WAIT', type: 'function', function: { name: 'get_price', arguments: '{"sku":"pending-7"}' } },
      ],
    },
  },
  last_error: { code: 'rate_limit_exceeded', message: 'Please try again in 6.5s.' },
  model: 'gpt-4.1-test',
  instructions: 'Answer briefly, and cite.',
  tools: [
    { type: 'function', function: { name: 'get_price', description: 'Price of a sku' } },
    { type: 'file_search' },
  ],
  tool_resources: { file_search: { vector_store_ids: ['vs_RESOURCE'] } },
  metadata: { ticket: 'T-4711' },
  temperature: 0.37,
  top_p: 0.91,
  max_completion_tokens: 777,
  max_prompt_tokens: 888,
  truncation_strategy: { type: 'last_messages', last_messages: 13 },
  incomplete_details: { reason: 'max_prompt_tokens' },
  usage: {
    prompt_tokens: 18_412,
    completion_tokens: 1_306,
    total_tokens: 19_718,
    prompt_token_details: { cached_tokens: 4_096 },
    completion_tokens_details: { reasoning_tokens: 512 },
  },
  response_format: { type: 'json_schema' },
  tool_choice: { type: 'function', function: { name: 'choose_me' } },
  parallel_tool_calls: false,
  reasoning_effort: 'medium',
  file_ids: ['file-V1'],
  brand_new_field: 'kept as it came',
};

export const RUN_SHOWN: Shown[] = [
  ['id', 'Run ID', 'run_ID'],
  ['object', 'Object', 'thread.run'],
  ['created_at', 'Created at', at(1)],
  ['assistant_id', 'Assistant ID', 'asst_ID'],
  ['thread_id', 'Thread ID', 'thread_ID'],
  ['status', 'Status', 'requires_action'],
  ['started_at', 'Started at', at(2)],
  ['expires_at', 'Expires at', at(3)],
  ['cancelled_at', 'Cancelled at', at(4)],
  ['failed_at', 'Failed at', at(5)],
  ['completed_at', 'Completed at', at(6)],
  ['required_action.type', 'Required action', 'submit_tool_outputs'],
  ['required_action.call.id', 'Waiting call 1', 'call_WAIT'],
  ['required_action.call.type', 'Waiting call 1: type', 'function'],
  ['required_action.call.name', 'Waiting call 1: name', 'get_price'],
  ['required_action.call.arguments', 'Waiting call 1: arguments', '{"sku":"pending-7"}'],
  ['last_error.code', 'Last error code', 'rate_limit_exceeded'],
  ['last_error.message', 'Last error message', 'Please try again in 6.5s.'],
  ['model', 'Model', 'gpt-4.1-test'],
  ['instructions', 'Instructions', 'Answer briefly, and cite.'],
  ['tools.0', 'Tool 1, get_price', 'Price of a sku'],
  ['tools.1', 'Tool 2, file_search', 'file_search'],
  ['tool_resources', 'Tool resources', 'vs_RESOURCE'],
  ['metadata.ticket', 'Metadata: ticket', 'T-4711'],
  ['temperature', 'Temperature', '0.37'],
  ['top_p', 'Top p', '0.91'],
  ['max_completion_tokens', 'Max completion tokens', '777'],
  ['max_prompt_tokens', 'Max prompt tokens', '888'],
  ['truncation_strategy', 'Truncation strategy', '13'],
  ['incomplete_details.reason', 'Incomplete because', 'max_prompt_tokens'],
  ['incomplete_details', 'Incomplete details', 'max_prompt_tokens'],
  ['usage.prompt_tokens', 'Prompt tokens', '18,412'],
  ['usage.completion_tokens', 'Completion tokens', '1,306'],
  ['usage.total_tokens', 'Total tokens', '19,718'],
  ['usage.cached_tokens', 'Cached prompt tokens', '4,096'],
  ['usage.reasoning_tokens', 'Reasoning tokens', '512'],
  ['response_format', 'Response format', 'json_schema'],
  ['tool_choice', 'Tool choice', 'choose_me'],
  ['parallel_tool_calls', 'Parallel tool calls', 'false'],
  ['reasoning_effort', 'Reasoning effort', 'medium'],
  ['file_ids', 'File 1', 'file-V1'],
  ['brand_new_field', 'brand_new_field', 'kept as it came'],
];
