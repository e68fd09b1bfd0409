import { describe, expect, test } from 'vitest';
import { aRun, aStep, functionCall } from '#lib/domain/domain-fixtures.ts';
import { errorMeaning } from '#lib/domain/error-meaning.ts';
import type { Run } from '#lib/domain/run.ts';
import type { Step } from '#lib/domain/step.ts';
import { ms } from '#lib/domain/time.ts';
import { openTrace } from '#lib/domain/trace-state.ts';
import { errorEvidence } from './error-evidence.ts';

const START = 1_000_000;
const RATE = errorMeaning(
  'rate_limit_exceeded',
  'Rate limit reached for m in organization o on tokens per min (TPM): Limit 30000, Used 28840, Requested 4410.',
);
const error = (code: string | null, message: string | null = 'm') => ({ code, message, extra: {} });
const used = (id: string, tokens: number | null, end: number | null) =>
  aStep({
    id,
    createdAt: ms(START),
    completedAt: end === null ? null : ms(START + end * 1000),
    usage:
      tokens === null
        ? null
        : {
            inputTokens: tokens,
            outputTokens: 0,
            totalTokens: tokens,
            cachedTokens: null,
            reasoningTokens: null,
            extra: {},
          },
  });
const failed = aStep({
  id: 'f',
  status: 'failed',
  failedAt: ms(START + 100_000),
  lastError: error('rate_limit_exceeded'),
});

function found(
  run: Partial<Run>,
  steps: Step[],
  step: Step | null,
  next: string | null = null,
  meaning = RATE,
): string[] {
  const state = openTrace({
    run: aRun({ createdAt: ms(START), ...run }),
    steps: { items: steps, nextCursor: next, total: null },
  });
  return errorEvidence(state, step, meaning).map(
    ({ label, value, target }) => `${label}: ${value.replaceAll('\u202f', ' ')}${target ? ` → ${target.step}` : ''}`,
  );
}

describe('the error of a step', () => {
  test('is set beside that of the run', () => {
    const of = (run: Partial<Run>) => found(run, [failed], failed, null, null);
    expect(of({ status: 'failed', lastError: error('rate_limit_exceeded') })).toEqual([
      'Run: failed with the same error → run',
    ]);
    expect(of({ status: 'failed', lastError: error('server_error') })).toEqual(['Run: failed with server_error → run']);
    expect(of({ status: 'failed', lastError: error(null) })).toEqual([
      'Run: failed with an error without a code → run',
    ]);
    expect(of({ status: 'completed' })).toEqual(['Run: completed, without an error of its own → run']);
    expect(of({ status: 'in_progress' })).toEqual([]);
  });

  test('on a limit of tokens counts what the run used before it, and of that the last minute', () => {
    const steps = [used('a', 4_000, 10), used('b', 860, 60), used('c', 10_000, 99), failed, used('late', 7, 120)];
    expect(found({ status: 'in_progress' }, steps, failed)).toEqual([
      'Tokens of this run’s steps before: 14,860 in 3 steps',
      'In the last minute of them: 10,860 in 2 steps',
    ]);
  });

  test('says of how many steps the use is known, and nothing of times that are not', () => {
    expect(found({ status: 'in_progress' }, [used('a', 4_000, null), used('b', null, 60), failed], failed)).toEqual([
      'Tokens of this run’s steps before: 4,000 in 1 of 2 steps',
    ]);
    expect(found({ status: 'in_progress' }, [used('b', null, 60), failed], failed)).toEqual([]);
    expect(found({ status: 'in_progress' }, [failed], failed)).toEqual([]);
    const requests = errorMeaning(null, 'Rate limit reached for m on requests per min: Limit 3, Used 3, Requested 1');
    expect(found({ status: 'in_progress' }, [used('a', 9, 10), failed], failed, null, requests)).toEqual([]);
  });
});

describe('the error of a run', () => {
  test('names the first step that failed, or that none did once all are read', () => {
    expect(found({ status: 'failed' }, [used('a', 5, 50), failed], null)).toEqual([
      'First failed step: Step 2, Call tools → f',
      'Tokens of this run’s steps before: 5 in 1 step',
    ]);
    expect(found({ status: 'failed' }, [used('a', null, 1)], null)).toEqual(['Failed steps: none of 1']);
    expect(found({ status: 'failed' }, [used('a', 5, 1)], null, 'a')).toEqual([]);
  });

  test('that expired sets the deadline beside what got no output', () => {
    const waiting = aStep({ id: 'w', calls: ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => functionCall(name)) });
    expect(found({ status: 'expired', expiresAt: ms(START + 600_000) }, [waiting], null, null, null)).toEqual([
      'Deadline: ≈ 10 m 00 s after it was created',
      'Without an output: a, b, c, d, e and 1 more → w',
    ]);
    const answered = aStep({ calls: [functionCall('a', '{}', '')] });
    expect(found({ status: 'expired' }, [answered], null, null, null)).toEqual([]);
  });

  test('that ran out of tokens sets what it was given beside what it used', () => {
    const usage = {
      inputTokens: 90,
      outputTokens: 256,
      totalTokens: 346,
      cachedTokens: null,
      reasoningTokens: null,
      extra: {},
    };
    const run = { status: 'incomplete', maxCompletionTokens: 256, maxPromptTokens: null, usage };
    expect(found({ ...run, incompleteReason: 'max_completion_tokens' }, [], null, null, null)).toEqual([
      'Allowed: 256 completion tokens',
      'Used by this run: 256 completion tokens',
    ]);
    expect(found({ ...run, incompleteReason: 'max_prompt_tokens' }, [], null, null, null)).toEqual([
      'Used by this run: 90 prompt tokens',
    ]);
    expect(found({ ...run, usage: null, incompleteReason: 'content_filter' }, [], null, null, null)).toEqual([]);
  });
});
