import { beforeAll, describe, expect, it, vi } from 'vitest';
import { fail } from '../../domain/failure.ts';
import type { Page } from '../../domain/page.ts';
import { isTerminal, type Run } from '../../domain/run.ts';
import type { Step } from '../../domain/step.ts';
import { archivedReader } from '../upstream/sources.ts';
import { onWireObjects } from '../upstream/answer-tap.ts';
import { LARGEST_FILE } from './collect-files.ts';
import { fakeArchive } from './fake-archive.ts';
import { keepRun } from './keep-run.ts';
import { sampleSource } from './sample-source-fixture.ts';

const { signal } = new AbortController();
const runs: Run[] = [];
let withImage: Run;

async function allSteps(
  reader: {
    listSteps: (
      key: string,
      query: { cursor?: string | undefined; limit: number; order: 'asc' },
      stop: AbortSignal,
    ) => Promise<Page<Step>>;
  },
  key: string,
): Promise<Step[]> {
  const found: Step[] = [];
  let cursor: string | undefined;
  do {
    const page = await reader.listSteps(key, { cursor, limit: 100, order: 'asc' }, signal);
    found.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return found;
}

const imagesOf = (steps: readonly Step[]) =>
  steps.flatMap((step) =>
    step.calls.flatMap((call) =>
      call.kind === 'code_interpreter'
        ? call.outputs.flatMap((output) => (output.type === 'image' && output.fileId ? [output.fileId] : []))
        : [],
    ),
  );

beforeAll(async () => {
  const { reader } = sampleSource().source;
  for (const thread of (await reader.listThreads({ limit: 30, order: 'desc' }, signal)).items) {
    runs.push(...(await reader.listRuns(thread.id, { limit: 100, order: 'desc' }, signal)).items);
  }
  for (const run of runs.filter(isTerminal)) {
    if (imagesOf(await allSteps(reader, run.key)).length > 0) {
      withImage = run;
      return;
    }
  }
});

describe('keeping a run', () => {
  it('keeps a run that has ended whole: it reads the same from the archive with the source switched off', async () => {
    const { source } = sampleSource();
    const archive = fakeArchive();
    expect(await keepRun(archive, source, withImage.key, 'view', signal)).toEqual({ state: 'whole' });
    const archived = archivedReader(source.id, archive.wireStore(source.id));
    expect(await archived.getRun(withImage.key, signal)).toEqual(await source.reader.getRun(withImage.key, signal));
    const steps = await allSteps(source.reader, withImage.key);
    expect(await allSteps(archived, withImage.key)).toEqual(steps);
    const page = { limit: 100, order: 'asc' } as const;
    expect(await archived.listRunMessages(withImage.key, page, signal)).toEqual(
      await source.reader.listRunMessages(withImage.key, page, signal),
    );
    expect(await archived.getThread(withImage.threadId ?? '', signal)).toEqual(
      await source.reader.getThread(withImage.threadId ?? '', signal),
    );
    for (const file of imagesOf(steps)) {
      const [kept, live] = [
        await archived.getFileContent(file, signal),
        await source.reader.getFileContent(file, signal),
      ];
      expect(await new Response(kept.body).bytes()).toEqual(await new Response(live.body).bytes());
    }
    const index = archive.index(source.id, withImage.key);
    const { assistantName } = (await archive.getRun(source.id, withImage.key)) ?? fail('not_found', 'no');
    expect(assistantName).not.toBeNull();
    expect(index).toMatchObject({ assistantName, summary: { steps: steps.length, stepsComplete: true } });
    expect(index?.summary?.firstMessage).not.toBeNull();
    expect(index?.text).toContain(index?.summary?.firstMessage?.slice(0, 20));
  });

  it('asks once for each thing, and not at all for what a page has read just now', async () => {
    const { source, asked } = sampleSource();
    const end = onWireObjects(() => undefined);
    await source.reader.getRun(withImage.key, signal);
    await source.reader.listSteps(withImage.key, { limit: 100, order: 'asc' }, signal);
    const before = asked.length;
    await keepRun(fakeArchive(), source, withImage.key, 'view', signal);
    end();
    expect(asked.length).toBeGreaterThan(before);
    expect(new Set(asked).size).toBe(asked.length);
  });

  it('keeps a run that goes on as it is, not whole, and without its files', async () => {
    const live = runs.find((run) => !isTerminal(run));
    const { source, asked } = sampleSource();
    const archive = fakeArchive();
    expect(await keepRun(archive, source, live?.key ?? '', 'view', signal)).toEqual({ state: 'ongoing' });
    expect(await archive.getRun(source.id, live?.key ?? '')).toMatchObject({ whole: false, origin: 'view' });
    expect(asked.filter((path) => path.includes('/content'))).toEqual([]);
  });

  it('is not whole while a page, a message list or a file cannot be read now', async () => {
    for (const part of ['/steps', '/messages?limit=100&order=asc', '/content']) {
      const broken = sampleSource();
      broken.instead = (path) => (path.includes(part) ? new Response('{}', { status: 500 }) : undefined);
      const archive = fakeArchive();
      const result = await keepRun(archive, broken.source, withImage.key, 'walk', signal);
      expect([part, result.state]).toEqual([part, 'later']);
      expect((await archive.getRun(broken.source.id, withImage.key))?.whole ?? false).toBe(false);
    }
  });

  it('is whole where the source will never give a file, or the file is too large to be kept', async () => {
    for (const answer of [
      () => new Response('{}', { status: 404 }),
      () => new Response(new Uint8Array(LARGEST_FILE + 1)),
    ]) {
      const sample = sampleSource();
      sample.instead = (path) => (path.includes('/content') ? answer() : undefined);
      const archive = fakeArchive();
      expect(await keepRun(archive, sample.source, withImage.key, 'view', signal)).toEqual({ state: 'whole' });
      expect((await archive.size()).fileBytes).toBe(0);
    }
  });

  it('keeps what it can of a run with a step that is too large to be read by the way', async () => {
    const sample = sampleSource();
    const large = `[{"id":"step_large","text":"${'x'.repeat(33 * 1024 * 1024)}"}]`;
    sample.instead = (path) => (path.includes('/steps') ? new Response(large) : undefined);
    const archive = fakeArchive();
    expect(await keepRun(archive, sample.source, withImage.key, 'view', signal)).toEqual({ state: 'partial' });
    expect(await archive.getRun(sample.source.id, withImage.key)).toMatchObject({ whole: false });
    expect(archive.index(sample.source.id, withImage.key)?.summary).toMatchObject({ steps: 0, stepsComplete: false });
  });

  it('marks a run that the source does not have any more, and keeps what was kept', async () => {
    const sample = sampleSource();
    const archive = fakeArchive();
    await keepRun(archive, sample.source, withImage.key, 'view', signal);
    sample.instead = () => new Response('{}', { status: 404 });
    expect(await keepRun(archive, sample.source, withImage.key, 'view', signal)).toEqual({ state: 'gone' });
    expect(await archive.getRun(sample.source.id, withImage.key)).toMatchObject({
      whole: true,
      goneAt: expect.any(Number),
    });
  });

  it('says when to come back where the source asks for patience, and throws what the archive throws', async () => {
    const sample = sampleSource();
    sample.instead = () => new Response('{}', { status: 429, headers: { 'retry-after': '30' } });
    expect(await keepRun(fakeArchive(), sample.source, withImage.key, 'walk', signal)).toEqual({
      state: 'later',
      retryAfter: 30,
    });
    sample.instead = () => undefined;
    const full = { ...fakeArchive(), keepRuns: vi.fn(async () => fail('archive_full', 'The disk is full.')) };
    await expect(keepRun(full, sample.source, withImage.key, 'walk', signal)).rejects.toThrow('The disk is full.');
  });
});
