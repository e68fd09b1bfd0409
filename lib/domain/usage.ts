import type { JsonObject } from './json.ts';

/** Tokens of a run or step. Unknown is null, never 0. */
export interface Usage {
  inputTokens: number | null;
  outputTokens: number | null;
  totalTokens: number | null;
  /** Part of the input that was served from the provider's cache. */
  cachedTokens: number | null;
  /** Part of the output spent on hidden reasoning. */
  reasoningTokens: number | null;
  /** Counters this version does not know, as received. */
  extra: JsonObject;
}
