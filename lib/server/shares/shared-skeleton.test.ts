import { beforeEach, expect, it, vi } from 'vitest';
import { fail } from '../../domain/failure.ts';
import { REDACTION_CLASSES, REDACTION_RULES, type RedactionChoice } from '../../domain/redaction.ts';
import type { Run } from '../../domain/run.ts';
import type { Step } from '../../domain/step.ts';
import { sampleSource, settledRuns } from '../archiving/sample-source-fixture.ts';
import type { Source } from '../upstream/sources.ts';
import { createMemoryWireStore } from '../upstream/memory-wire-store.ts';
import { collectShared } from './collect-shared.ts';
import { type SharedRun, sharedMessages, sharedSteps, sharedTrace } from './shared-run.ts';
import { takeSnapshot } from './take-snapshot.ts';

const sources = new Map<string, Source>();
vi.mock('../archiving/the-archive.ts', () => ({ theArchive: async () => null }));
vi.mock('../upstream/sources.ts', async (original) => {
  const real = await original<object>();
  const find = (id: string) => sources.get(id) ?? null;
  return { ...real, findSource: find, getSource: (id: string) => find(id) ?? fail('not_found', 'No such source.') };
});

const { signal } = new AbortController();
let source: Source;
beforeEach(() => {
  source = sampleSource().source;
  sources.set(source.id, source);
});

/** What of a run a redaction leaves as it is: when things happened, how they ended and what they cost. */
const boneOfRun = ({ id, status, createdAt, completedAt, failedAt, usage, model, tools }: Run) => ({
  about: [id, status, createdAt, completedAt, failedAt, model, tools.length],
  usage,
});
const boneOfStep = ({ id, kind, status, createdAt, completedAt, usage, lastError, messageId, calls }: Step) => ({
  about: [id, kind, status, createdAt, completedAt, messageId, lastError?.code],
  usage,
  calls: calls.map((call) => [
    call.kind,
    call.id,
    call.kind === 'code_interpreter' ? call.outputs.map(({ type }) => type) : null,
  ]),
});

it.each<[string, RedactionChoice]>([
  ['everything', { rules: [...REDACTION_RULES], classes: [...REDACTION_CLASSES] }],
  ['what is usual', {}],
  ['nothing', { rules: [] }],
])('keeps the times, ends and costs of runs when %s is taken out', async (_name, choice) => {
  const runs = await settledRuns(source);
  expect(runs.length).toBeGreaterThan(0);
  for (const { key } of runs) {
    const collected = await collectShared(source.id, key, signal);
    const snapshot = await takeSnapshot(collected, choice);
    const store = createMemoryWireStore();
    store.keep(snapshot.objects);
    const { dialect, assistantName } = snapshot;
    const shared: SharedRun = { name: 'x', dialect, key: snapshot.key, assistantName, store };
    const page = { limit: 100, order: 'asc' } as const;
    const { run } = await sharedTrace(shared, page, signal);
    expect(boneOfRun(run)).toEqual(boneOfRun(await source.reader.getRun(key, signal)));
    const [mine, theirs] = [await sharedSteps(shared, page, signal), await source.reader.listSteps(key, page, signal)];
    expect(mine.items.map(boneOfStep)).toEqual(theirs.items.map(boneOfStep));
    const [said, asked] = [
      await sharedMessages(shared, 'run', page, signal),
      await source.reader.listRunMessages(key, page, signal),
    ];
    expect(said.items.map(({ id }) => id)).toEqual(asked.items.map(({ id }) => id));
    const thread = await sharedMessages(shared, 'thread', page, signal);
    expect(thread.items.some(({ role }) => role === 'user')).toBe(true);
    if (choice.rules?.length === 0)
      expect(said.items.map(({ content }) => content)).toEqual(asked.items.map(({ content }) => content));
  }
});
