import { expect, test } from 'vitest';
import { runReason } from './run-reason.ts';
import { ms } from './time.ts';

const T = 1_795_000_000_000;
const base = {
  status: 'completed',
  lastError: null,
  incompleteReason: null,
  requiredAction: null,
  expiresAt: null,
  createdAt: ms(T),
  completedAt: null,
};
const error = (code: string | null, message: string | null) => ({ code, message, extra: {} });
const action = (type: string) => ({ type, calls: [], extra: {} });
const text = (run: object, now = T) => runReason({ ...base, ...run }, now)?.text;

test('a run that ended well or is under way explains nothing', () => {
  for (const status of ['completed', 'queued', 'in_progress', 'cancelled', 'from_the_future'])
    expect(runReason({ ...base, status }, T)).toBeNull();
});

test('a failed run shows the code of its error, in the colour of failure', () => {
  const run = { ...base, status: 'failed', lastError: error('rate_limit_exceeded', 'You exceeded your quota.') };
  expect(runReason(run, T)).toEqual({
    text: 'rate_limit_exceeded',
    tone: 'fail',
    code: true,
    detail: 'You exceeded your quota.',
  });
});

test('without a code the message stands, and without both that is said', () => {
  expect(text({ status: 'failed', lastError: error(null, 'Boom') })).toBe('Boom');
  expect(text({ status: 'failed' })).toBe('no error given');
});

test('an incomplete run shows its reason', () => {
  expect(text({ status: 'incomplete', incompleteReason: 'max_completion_tokens' })).toBe('max_completion_tokens');
  expect(text({ status: 'incomplete' })).toBe('no reason given');
});

test('a waiting run says when outputs are due, rounded up', () => {
  const run = { status: 'requires_action', requiredAction: action('submit_tool_outputs'), expiresAt: ms(T + 540_000) };
  expect(text(run)).toBe('outputs due in 9\u00a0min');
  expect(text(run, T + 1000)).toBe('outputs due in 9\u00a0min');
  expect(text(run, T + 500_000)).toBe('outputs due in 40\u202fs');
  expect(text(run, T + 540_000)).toBe('outputs overdue');
  expect(text({ ...run, expiresAt: null })).toBe('waiting for outputs');
  expect(text({ ...run, requiredAction: action('submit_tool_approval') })).toBe('approval due in 9\u00a0min');
});

test('an expired run says how long it waited, and for what only where that is known', () => {
  const run = { status: 'expired', expiresAt: ms(T + 600_000) };
  expect(text(run)).toBe('expired after 10\u00a0min');
  expect(text({ ...run, requiredAction: action('submit_tool_outputs') })).toBe('no outputs in 10\u00a0min');
  expect(text({ status: 'expired' })).toBe('expired');
});

test('an error on a cancelled run is kept, quietly', () => {
  expect(runReason({ ...base, status: 'cancelled', lastError: error('server_error', null) }, T)?.tone).toBe('idle');
});
