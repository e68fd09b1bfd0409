import 'server-only';
import type { Usage } from '../../../domain/usage.ts';
import type { WireObject } from './wire.ts';

/** The singular is what this protocol's hosts send, the plural what its type definitions and its successor say. */
const INPUT_DETAILS = ['prompt_token_details', 'prompt_tokens_details', 'input_tokens_details', 'input_token_details'];
const OUTPUT_DETAILS = [
  'completion_tokens_details',
  'completion_token_details',
  'output_tokens_details',
  'output_token_details',
];

/** Maps the `usage` of a run or step; null while the source has not counted. */
export function usageToDomain(usage: WireObject | null): Usage | null {
  if (!usage) return null;
  return {
    inputTokens: usage.number('prompt_tokens', 'input_tokens'),
    outputTokens: usage.number('completion_tokens', 'output_tokens'),
    totalTokens: usage.number('total_tokens'),
    cachedTokens: detail(usage, INPUT_DETAILS, 'cached_tokens'),
    reasoningTokens: detail(usage, OUTPUT_DETAILS, 'reasoning_tokens'),
    extra: usage.rest(),
  };
}

function detail(usage: WireObject, names: string[], counter: string): number | null {
  for (const name of names) {
    const value = usage.part(name)?.number(counter) ?? null;
    if (value !== null) return value;
  }
  return null;
}
