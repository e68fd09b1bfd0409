import { expect, it } from 'vitest';
import { aMessage, aRun, aStep, codeCall } from '#lib/domain/domain-fixtures.ts';
import type { Run } from '#lib/domain/run.ts';
import { ms } from '#lib/domain/time.ts';
import type { TraceFacts } from '../trace-texts.ts';
import { entryName, entryWords } from './entry-words.ts';
import type { TranscriptEntry } from './transcript-entries.ts';

const S = '\u202f';
const facts = (run: Partial<Run> = {}): TraceFacts => ({
  run: aRun({ createdAt: ms(100_000), ...run }),
  messages: new Map(),
  now: ms(200_000),
  clock: ms(200_000),
  window: null,
});
const step = (more: Parameters<typeof aStep>[0], position: number | null = 7): TranscriptEntry => ({
  kind: 'step',
  id: 's',
  step: aStep({ calls: [codeCall('x')], ...more }),
  position,
  first: false,
});

it('counts from the creation of the run, with ≈ where the clock knows seconds only', () => {
  const at = (createdAt: number | null, run: Partial<Run> = {}) =>
    entryWords(step({ createdAt: createdAt === null ? null : ms(createdAt) }), facts(run)).at;
  expect([at(100_000), at(109_000), at(90_000), at(null)]).toEqual(['0', `≈${S}9${S}s`, 'before', '']);
  expect(at(109_580, { timeResolution: ms(1) })).toBe(`9.58${S}s`);
  expect(at(109_000, { createdAt: null })).toBe('');
});

it('names entries', () => {
  const question = (id: string): TranscriptEntry => ({
    kind: 'question',
    id: 'q',
    question: { messages: [aMessage({ id, createdAt: ms(99_000) })] },
  });
  expect(entryName(question('m'), facts())).toBe('Question, before');
  const failed = step({ createdAt: ms(140_000), status: 'failed' });
  expect(entryName(failed, facts())).toBe(`Step 7, Run Python, failed, at ≈${S}40${S}s`);
  expect(entryName(step({}, null), facts())).toBe('Step, Run Python');
  const end: TranscriptEntry = { kind: 'end', id: 'end' };
  expect(entryName(end, facts({ status: 'failed', failedAt: ms(141_000) }))).toBe(`Run failed, ≈${S}41${S}s`);
  expect(entryWords(end, facts({ status: 'dreaming' })).title).toBe('dreaming');
});
