import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, test, vi } from 'vitest';
import { aRun, aStep } from '#lib/domain/domain-fixtures.ts';
import type { RowTarget } from '#lib/domain/step-tree.ts';
import { layOut } from '../ui/test-layout.ts';
import type { Evidence } from './error-evidence.ts';
import { ErrorPanel, type ShownError } from './error-panel.tsx';
import { errorOfRun, errorOfStep } from './shown-error.ts';

const RATE =
  'Rate limit reached for gpt-4.1 in organization org-x on tokens per min (TPM): Limit 30000, Used 28840, Requested 4410. Please try again in 6.5s.';

const shownError = (code: string | null, message: string | null, status = 'failed'): ShownError => ({
  error: { code, message, extra: {} },
  of: 'run.last_error',
  status,
});

const show = (shown: ShownError, evidence: Evidence[] = [], onSelect = vi.fn<(target: RowTarget) => void>()) => {
  render(<ErrorPanel shown={shown} evidence={evidence} onSelect={onSelect} />);
  return onSelect;
};

test('says code, meaning with the numbers, and the source’s own words untouched', () => {
  show(shownError('rate_limit_exceeded', RATE));
  const panel = screen.getByRole('group', { name: 'Error' });
  expect(within(panel).getByRole('heading', { name: /rate_limit_exceeded/ })).toBeInTheDocument();
  expect(panel).toHaveTextContent(
    'the organisation had used 28,840 of its 30,000 tokens for this minute and this call needed 4,410 more.',
  );
  expect(
    within(panel)
      .getAllByRole('term')
      .map((term) => term.textContent),
  ).toEqual(['Model', 'Try again after']);
  expect(panel).toHaveTextContent('Try again after6.5 s');
  const words = screen.getByRole('group', { name: 'What the API said' });
  expect(within(words).getByText(RATE)).toBeInTheDocument();
  expect(words).toHaveTextContent('run.last_error.message');
  expect(within(words).getByRole('button', { name: 'Copy the message' })).toBeInTheDocument();
  expect(screen.getByRole('img')).toHaveAccessibleName('28,840 of 30,000 tokens used, 4,410 more asked for');
  expect(screen.queryByRole('group', { name: 'Related evidence' })).toBeNull();
});

test('adds nothing to an error that it does not understand', () => {
  show(shownError('e_1042', 'Assertion failed: x > 3'));
  expect(screen.getByRole('group', { name: 'Error' })).toHaveTextContent(
    /^Failede_1042What the API saidrun.last_error.messageAssertion failed: x > 3$/,
  );
});

test('says when there is no code and no message', () => {
  show(shownError(null, null));
  const panel = screen.getByRole('group', { name: 'Error' });
  expect(panel).toHaveTextContent('Failed without a code');
  expect(panel).toHaveTextContent('The source gave no message in run.last_error.');
});

test('leads to what else the trace says', async () => {
  const target = { step: 'step_7', call: null };
  const onSelect = show(shownError('server_error', 'x'), [
    { label: 'First failed step', value: 'Step 7, Run Python', target },
    { label: 'Failed steps', value: 'none of 3' },
  ]);
  const evidence = screen.getByRole('group', { name: 'Related evidence' });
  expect(evidence).toHaveTextContent('none of 3');
  await userEvent.click(within(evidence).getByRole('button', { name: 'Step 7, Run Python' }));
  expect(onSelect).toHaveBeenCalledExactlyOnceWith(target);
});

test('hostile words stay words', () => {
  const restore = layOut(400);
  show(shownError('<b>\u202ecode', `<script>alert(1)</script>${'long\n'.repeat(5000)}`));
  const panel = screen.getByRole('group', { name: 'Error' });
  expect(panel).toHaveTextContent('<b>U+202Ecode');
  expect(panel).toHaveTextContent('<script>alert(1)</script>');
  expect(panel.querySelector('script, b')).toBeNull();
  expect(panel.querySelectorAll('*').length).toBeLessThan(500);
  restore();
});

it.each([
  ['expired', 'Expired', 'The run was not finished by its deadline.'],
  ['incomplete', 'Incomplete', 'The run reached the most completion tokens it was allowed.'],
])('a run that is %s is no failure', (status, label, meaning) => {
  const run = aRun({ status, incompleteReason: status === 'incomplete' ? 'max_completion_tokens' : null });
  const shown = errorOfRun(run);
  if (!shown) throw new Error('this run did not end well');
  show(shown);
  expect(screen.getByTitle(label)).toBeInTheDocument();
  expect(screen.getByText(meaning)).toBeInTheDocument();
});

test('runs and steps that ended well, or go on, have no error', () => {
  for (const status of ['completed', 'in_progress', 'cancelled', 'requires_action', 'incomplete', 'from_the_future'])
    expect(errorOfRun(aRun({ status }))).toBeNull();
  for (const status of ['completed', 'in_progress', 'cancelled', 'expired'])
    expect(errorOfStep(aStep({ status }))).toBeNull();
  expect(errorOfStep(aStep({ status: 'failed' }))?.of).toBe('step.last_error');
  const lastError = { code: 'c', message: null, extra: {} };
  expect(errorOfRun(aRun({ status: 'completed', lastError }))?.error).toBe(lastError);
  expect(errorOfStep(aStep({ status: 'completed', lastError }))?.error).toBe(lastError);
});
