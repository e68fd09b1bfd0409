import 'server-only';
import type { Random } from './random.ts';
import type { UsagePlan } from './plan.ts';

const EFFORT: { [effort: string]: number } = { minimal: 0, low: 1, medium: 3, high: 9 };

/** About how many tokens a text has. */
export function tokensOf(text: string): number {
  return Math.ceil(text.length / 4);
}

/** A believable count for a model call that read `prompt` tokens and wrote `completion`. */
export function usageOf(
  prompt: number,
  completion: number,
  effort: string | null,
  cachedShare: number,
  random: Random,
): UsagePlan {
  const reasoning = effort === null ? 0 : (EFFORT[effort] ?? 1) * 64 * random.int(0, 2);
  const cached = prompt > 1024 ? Math.floor((prompt * cachedShare) / 128) * 128 : 0;
  return { prompt, completion: completion + reasoning, cached, reasoning };
}

/** Sum of what is known; zeros when nothing is. */
export function sumUsage(parts: readonly (UsagePlan | null)[]): UsagePlan {
  const sum: UsagePlan = { prompt: 0, completion: 0, cached: 0, reasoning: 0 };
  for (const part of parts) {
    if (part === null) continue;
    sum.prompt += part.prompt;
    sum.completion += part.completion;
    sum.cached += part.cached;
    sum.reasoning += part.reasoning;
  }
  return sum;
}
