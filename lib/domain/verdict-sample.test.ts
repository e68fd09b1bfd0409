import { expect, test } from 'vitest';
import { runToDomain } from '../server/upstream/assistants/run-to-domain.ts';
import { stepToDomain } from '../server/upstream/assistants/step-to-domain.ts';
import { allRuns, sampleAt } from '../server/upstream/sample/sample-client.ts';
import { timeLedger } from './time-ledger.ts';
import { ms } from './time.ts';
import { runVerdict } from './verdict.ts';
import { verdictText } from './verdict-parts.ts';

const NOW = '2026-11-20T14:40:00Z';
const now = ms(Date.parse(NOW));
const client = sampleAt(NOW);
const runs = await Promise.all(
  (await allRuns(client)).map(async (wire) => {
    const run = runToDomain(wire, { source: 'sample', threadId: wire.thread_id, fallbackId: wire.id });
    const steps = await client.all(`/threads/${wire.thread_id}/runs/${wire.id}/steps`);
    return { run, steps: steps.map((step) => stepToDomain(step, step.id)) };
  }),
);

/** The verdict of the first run whose id begins so, with plain spaces. */
function says(beginning: string): string {
  const found = runs.find(({ run }) => run.id.startsWith(beginning));
  if (!found) throw new Error(`no run ${beginning}`);
  const { run, steps } = found;
  const ledger = timeLedger(run, steps, { now, complete: true });
  return verdictText(runVerdict(run, steps, ledger, { now, complete: true })).replaceAll(/[\u202f\u00a0]/g, ' ');
}

test.each([
  [
    'run_Qm4T',
    'Failed after 41 s: rate_limit_exceeded during step 7. ≈ 66 % of the time went to waiting for tool outputs.',
  ],
  ['run_8dVw', 'Completed in 21 s with 8 steps. ≈ 57 % of the time went to tools.'],
  ['run_Zt81', 'Running for 6 min 58 s, now in step 21, calling tools. ≈ 93 % of the time so far went to tools.'],
  ['run_M0pY', 'Queued for 7 min 28 s.'],
  ['run_h3Xv', 'Waiting for outputs of 2 tool calls, due in 3 min.'],
  [
    'run_p6Zt',
    'Cancelling: running for 7 min 58 s, now in step 3, running Python. ≈ 99 % of the time so far went to tools.',
  ],
  [
    'run_t7Gq',
    'Expired after 10 min: outputs for get_subscription were never submitted. ≈ 100 % of the time went to waiting for tool outputs.',
  ],
  ['run_xDnO', 'Incomplete after 41 s: max_completion_tokens. ≈ 88 % of the time went to the model.'],
  [
    'run_ivWM',
    'Completed in 2 s with 1 step, marked incomplete: max_prompt_tokens. ≈ 50 % of the time went to the queue.',
  ],
  ['run_pXce', 'Cancelled after 16 s during step 5. ≈ 75 % of the time went to tools.'],
  ['run_E1cL', 'Failed after 29 s: server_error during step 6. ≈ 41 % of the time went to tools.'],
])('%s', (id, sentence) => {
  expect(says(id)).toBe(sentence);
});

test('every run of the sample adds up and reads as a sentence', () => {
  expect(runs.length).toBeGreaterThan(50);
  for (const { run, steps } of runs) {
    const ledger = timeLedger(run, steps, { now, complete: true });
    if (ledger.kind === 'parts') {
      expect(ledger.parts.reduce((sum, part) => sum + part.length, 0)).toBe(ledger.total);
      expect(ledger.parts.reduce((sum, part) => sum + part.percent, 0)).toBe(100);
    }
    const parts = runVerdict(run, steps, ledger, { now, complete: true });
    expect(verdictText(parts)).toMatch(/^[A-Z].*[.”]$/);
    for (const part of parts) {
      if (part.kind === 'step') expect(steps.some((step) => step.id === part.step)).toBe(true);
    }
  }
});
