import { describe, expect, it, test } from 'vitest';
import { aStep, codeCall, functionCall } from './domain-fixtures.ts';
import {
  asks,
  at,
  broken,
  busy,
  error,
  message,
  run,
  says,
  timeless,
  tools,
  type VerdictCase,
} from './verdict-fixtures.ts';

const TABLE: VerdictCase[] = [
  [
    'cancelling',
    run('cancelling'),
    [message(0, 12), tools(12, null, codeCall(''))],
    'Cancelling: running for 1 min, now in [step 2], running Python. ≈ 80 % of the time so far went to [tools].',
  ],
  ['cancelling without times', timeless('cancelling'), [], 'Cancelling: running.'],
  // running, queued, waiting
  [
    'running',
    run('in_progress'),
    [message(0, 50), tools(50, null, codeCall(''))],
    'Running for 1 min, now in [step 2], running Python. ≈ 83 % of the time so far went to [the model].',
  ],
  [
    'running between steps',
    run('in_progress'),
    [message(0, 50)],
    'Running for 1 min, 1 step so far. ≈ 83 % of the time so far went to [the model].',
  ],
  [
    'running without times',
    timeless('in_progress'),
    [aStep({ status: 'in_progress' })],
    'Running, now in [step 1], calling tools.',
  ],
  ['queued', run('queued'), [], 'Queued for 1 min.'],
  ['queued again', run('queued', { startedAt: at(1) }), busy, 'Queued, 1 min after it was created.'],
  ['queued without times', timeless('queued'), [], 'Queued.'],
  [
    'waiting for outputs',
    run('requires_action', { expiresAt: at(600), requiredAction: asks('submit_tool_outputs', 'a', 'b') }),
    [message(0, 11), tools(11, null, functionCall('a'), functionCall('b'))],
    'Waiting for [outputs] of 2 tool calls, due in 9 min.',
  ],
  [
    'waiting for one output',
    run('requires_action', { requiredAction: asks('submit_tool_outputs', 'get_order') }),
    [],
    'Waiting for the output of get_order.',
  ],
  [
    'waiting past the deadline',
    timeless('requires_action', { expiresAt: at(-60), requiredAction: asks('submit_tool_outputs', 'a', 'b') }),
    [],
    'Waiting for outputs of 2 tool calls, due 2 min ago.',
  ],
  [
    'waiting for an approval',
    run('requires_action', { expiresAt: at(90), requiredAction: asks('submit_tool_approval', 'search') }),
    [],
    'Waiting for your approval of search, due in 30 s.',
  ],
  [
    'waiting for an approval, shared',
    run('requires_action', { expiresAt: at(90), requiredAction: asks('submit_tool_approval', 'a', 'b') }),
    [],
    'Waiting for the caller’s approval of 2 tool calls, due in 30 s.',
    { audience: 'shared' },
  ],
  [
    'waiting for something unknown',
    run('requires_action', { requiredAction: asks('confirm_payment') }),
    [],
    'Waiting for you: confirm_payment.',
  ],
  ['waiting, shared, with nothing said', run('requires_action'), [], 'Waiting for the caller.', { audience: 'shared' }],
  [
    'waiting as its step says',
    run('requires_action'),
    [tools(11, null, functionCall('a'))],
    'Waiting for [the output] of a.',
  ],
];

test.each(TABLE)('%s', (_, of, steps, sentence, options) => {
  expect(says(of, steps, 60, options)).toBe(sentence);
});

describe('of a run that had not ended when it was last seen', () => {
  const left = { left: true };
  const after = 'What came after is not known.';

  it('says how it stood, and no time since', () => {
    expect(says(run('queued'), [], 0, left)).toBe(`Queued when it was last seen. ${after}`);
    expect(says(run('cancelling'), [], 3, left)).toBe(
      `Cancelling when it was last seen, 3 s after it was created. ${after}`,
    );
    expect(says(run('in_progress'), [message(0, 2), tools(2, null, codeCall(''))], 2, left)).toBe(
      `In progress when it was last seen, 2 s after it was created, in [step 2], running Python. ${after}`,
    );
    expect(says(run('thinking'), [], 3, left)).toBe(
      `Status thinking when it was last seen, 3 s after it was created. ${after}`,
    );
  });

  it('does not say that what it waited for is due', () => {
    const of = run('requires_action', { expiresAt: at(600), requiredAction: asks('submit_tool_outputs', 'a', 'b') });
    expect(says(of, [], 4, left)).toBe(
      `Waiting for outputs of 2 tool calls when it was last seen, 4 s after it was created. ${after}`,
    );
  });
});

describe('while steps are still arriving', () => {
  const failed = run('failed', { failedAt: at(41), lastError: error('server_error') });
  const end = broken('failed', 40, { failedAt: at(41) });

  it('says how many have been read and gives no share', () => {
    const many = Array.from({ length: 1200 }, (_, i) => aStep({ id: `s${i}` }));
    expect(says(failed, many, 60, { complete: false })).toBe(
      'Failed after 41 s: server_error. 1,200 steps read so far.',
    );
    expect(says(failed, [], 60, { complete: false })).toBe(
      'Failed after 41 s: server_error. Its steps are still being read.',
    );
    expect(says(run('completed', { completedAt: at(9) }), many.slice(0, 1), 60, { complete: false })).toBe(
      'Completed in 9 s. 1 step read so far.',
    );
  });

  it('takes the last steps where they were read ahead, and numbers none of them', () => {
    expect(says(failed, busy, 60, { complete: false, tail: [end] })).toBe(
      'Failed after 41 s: server_error during [Run Python]. 5 steps read so far.',
    );
    expect(says(run('in_progress'), busy, 60, { complete: false })).toBe('Running for 1 min. 4 steps read so far.');
    expect(says(run('in_progress'), busy, 60, { complete: false, tail: [tools(41, null, codeCall(''))] })).toBe(
      'Running for 1 min, now in [Run Python]. 5 steps read so far.',
    );
  });
});
