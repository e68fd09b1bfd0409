import { expect, it } from 'vitest';
import { aMessage, aRun, aStep } from '#lib/domain/domain-fixtures.ts';
import { openTrace } from '#lib/domain/trace-state.ts';
import { transcriptEntries } from '../transcript/transcript-entries.ts';
import { jsonSections } from './json-sections.ts';

it('holds the run, each step with its message, and messages that no step wrote; not what is being read', () => {
  const run = aRun({ status: 'failed' });
  const steps = [aStep({ id: 'step_a', kind: 'message', messageId: 'msg_a' }), aStep({ id: 'step_b' })];
  const loose = aMessage({ id: 'msg_x', runId: run.id });
  const complete = openTrace({ run, steps: { items: steps, nextCursor: null, total: null } });
  const read = (state: typeof complete) =>
    jsonSections(run.id, transcriptEntries(state, new Map([['msg_x', loose]]), null)).map((section) => [
      section.where?.step ?? null,
      section.parts.map(({ label, target, file }) => `${label} ${'id' in target ? target.id : target.of} ${file}`),
    ]);
  expect(read(complete)).toEqual([
    ['run', ['Run run run_a.json']],
    ['step_a', ['Step 1 step_a step_a.json', 'Message msg_a msg_a.json']],
    ['step_b', ['Step 2 step_b step_b.json']],
    [null, ['Message msg_x msg_x.json']],
  ]);
  expect(read({ ...complete, nextCursor: 'step_b', tail: [aStep({ id: 'step_z' })] }).at(-1)).toEqual([
    'step_z',
    ['Step step_z step_z.json'],
  ]);
});
