import { expect, it, test } from 'vitest';
import { aStep, functionCall } from './domain-fixtures.ts';
import { ms } from './time.ts';
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
  verdict,
  type VerdictCase,
} from './verdict-fixtures.ts';

const TABLE: VerdictCase[] = [
  // completed
  [
    'completed',
    run('completed', { completedAt: at(40) }),
    busy,
    'Completed in 40 s with 4 steps. ≈ 68 % of the time went to [waiting for tool outputs].',
  ],
  ['completed without steps', run('completed', { completedAt: at(40) }), [], 'Completed in 40 s.'],
  ['completed without times', timeless('completed'), [aStep()], 'Completed with 1 step.'],
  ['completed with nothing known', timeless('completed'), [], 'Completed.'],
  [
    'completed at once',
    run('completed', { completedAt: at(0) }),
    [message(0, 0)],
    'Completed in less than 1 s with 1 step.',
  ],
  [
    'completed although a step failed',
    run('completed', { completedAt: at(10) }),
    [broken('failed', 0, { failedAt: at(2) }), message(2, 10)],
    'Completed in 10 s with 2 steps, [1 failed]. ≈ 80 % of the time went to [the model].',
  ],
  [
    'completed with a reason to be incomplete',
    run('completed', { completedAt: at(10), incompleteReason: 'max_prompt_tokens' }),
    [message(0, 10)],
    'Completed in 10 s with 1 step, marked incomplete: max_prompt_tokens. ≈ 100 % of the time went to [the model].',
  ],
  // failed
  [
    'failed in a step',
    run('failed', { failedAt: at(41), lastError: error('rate_limit_exceeded', 'Limit 30000') }),
    [...busy, broken('failed', 40, { failedAt: at(41), lastError: error('rate_limit_exceeded') })],
    'Failed after 41 s: rate_limit_exceeded during [step 5]. ≈ 66 % of the time went to [waiting for tool outputs].',
  ],
  [
    'failed while the last step was on',
    run('failed', { failedAt: at(41), lastError: error('server_error') }),
    [broken('in_progress', 30)],
    'Failed after 41 s: server_error during [step 1]. ≈ 73 % of the time is [unaccounted for].',
  ],
  [
    'failed after the last step, during none',
    run('failed', { failedAt: at(41), lastError: error('server_error') }),
    busy,
    'Failed after 41 s: server_error. ≈ 66 % of the time went to [waiting for tool outputs].',
  ],
  [
    'failed in the step with the error of the run, not in one that recovered',
    run('failed', { failedAt: at(41), lastError: error('server_error') }),
    [
      broken('failed', 0, { failedAt: at(2), lastError: error('rate_limit_exceeded') }),
      broken('failed', 2, { failedAt: at(41), lastError: error('server_error') }),
      broken('failed', 41, { failedAt: at(41), lastError: error('tool_user_error') }),
    ],
    'Failed after 41 s: server_error during [step 2]. ≈ 100 % of the time went to [tools].',
  ],
  [
    'failed without steps',
    run('failed', { failedAt: at(4), lastError: error('invalid_prompt') }),
    [],
    'Failed after 4 s: invalid_prompt.',
  ],
  [
    'failed with a sentence only',
    timeless('failed', { lastError: error(null, 'It\nbroke.') }),
    [],
    'Failed: “It broke.”',
  ],
  ['failed with nothing said', timeless('failed'), [], 'Failed; the source gives no error.'],
  // cancelled, cancelling
  [
    'cancelled',
    run('cancelled', { cancelledAt: at(16) }),
    [message(1, 12), broken('cancelled', 12, { cancelledAt: at(16) })],
    'Cancelled after 16 s during [step 2]. ≈ 69 % of the time went to [the model].',
  ],
  ['cancelled without steps', timeless('cancelled'), [], 'Cancelled.'],
  // expired, incomplete
  [
    'expired without outputs',
    run('expired', { expiresAt: at(600) }),
    [message(0, 4), broken('expired', 4, { calls: [functionCall('get_order')] })],
    'Expired after 10 min: [outputs] for get_order were never submitted. ≈ 99 % of the time went to [waiting for tool outputs].',
  ],
  [
    'expired with the action still there',
    run('expired', { requiredAction: asks('submit_tool_outputs', 'a', 'b', 'c') }),
    [],
    'Expired: outputs for a, b and c were never submitted.',
  ],
  [
    'expired with many calls',
    run('expired', { requiredAction: asks('submit_tool_outputs', 'a', 'b', 'c', 'd') }),
    [],
    'Expired: outputs for 4 tool calls were never submitted.',
  ],
  [
    'expired without an approval',
    run('expired', { requiredAction: asks('submit_tool_approval', 'search') }),
    [],
    'Expired: approval of search was never given.',
  ],
  [
    'expired although every output came',
    run('expired', { expiresAt: at(600) }),
    busy,
    'Expired after 10 min. ≈ 94 % of the time is [unaccounted for].',
  ],
  ['expired without times', timeless('expired'), [], 'Expired.'],
  [
    'incomplete',
    run('incomplete', { completedAt: at(40), incompleteReason: 'max_completion_tokens' }),
    busy,
    'Incomplete after 40 s: max_completion_tokens. ≈ 68 % of the time went to [waiting for tool outputs].',
  ],
  ['incomplete without time or reason', run('incomplete'), [], 'Incomplete; the source gives no reason.'],
  // words of other hosts
  ['an unknown status that goes on', run('paused_by_host'), [], 'Status paused_by_host, 1 min after it was created.'],
  ['an unknown status that ended', run('rejected', { failedAt: at(4) }), [], 'Ended after 4 s as rejected.'],
  ['an unknown status without times', timeless('odd'), [], 'Status odd.'],
];

it('groups the digits of every number it tells', () => {
  const many = Array.from({ length: 1490 }, (_, i) => aStep({ id: `s${i}`, status: 'failed' }));
  expect(says(run('completed', { completedAt: at(9) }), many)).toMatch(/with 1,490 steps, \[1,490 failed\]/);
});

test.each(TABLE)('%s', (_, of, steps, sentence, options) => {
  expect(says(of, steps, 60, options)).toBe(sentence);
});

it('links steps and parts of the ledger by what they are', () => {
  const of = run('failed', { failedAt: at(41), lastError: error('x') });
  expect(verdict(of, [...busy, broken('failed', 40, { failedAt: at(41) })])).toEqual([
    { kind: 'text', text: 'Failed after 41\u202fs: ' },
    { kind: 'code', text: 'x' },
    { kind: 'text', text: ' during ' },
    { kind: 'step', text: 'step 5', step: 'x40' },
    { kind: 'text', text: '. ≈\u202f66\u202f% of the time went to ' },
    { kind: 'phase', text: 'waiting for tool outputs', phase: 'you' },
    { kind: 'text', text: '.' },
  ]);
});

it('puts no ≈ before a share from a finer clock', () => {
  const of = run('completed', { completedAt: ms(at(40) + 120), timeResolution: ms(1) });
  expect(says(of, busy)).toBe('Completed in 40 s with 4 steps. 67 % of the time went to [waiting for tool outputs].');
});

it('keeps a long word of the source short', () => {
  const of = timeless('failed', { lastError: error('x'.repeat(5000)) });
  expect(says(of, []).length).toBeLessThan(120);
});
