import { expect, test } from 'vitest';
import type { Json } from '../../domain/json.ts';
import { type RecordedRunEvent, Replayed, firstTextAt, stallsOf } from '../../domain/recording.ts';
import { isTerminal, type Run } from '../../domain/run.ts';
import { ms } from '../../domain/time.ts';
import { createSampleHandler } from '../upstream/sample/handler.ts';
import { sampleRecording } from '../upstream/sample/recorded.ts';
import { archivedDialect, createSource, SAMPLE } from '../upstream/sources.ts';

const NOW = Date.UTC(2026, 10, 20, 18);
const { signal } = new AbortController();
const { reader } = createSource(SAMPLE, createSampleHandler({ now: () => NOW }));

async function allRuns(): Promise<Run[]> {
  const { items: threads } = await reader.listThreads({ limit: 100, order: 'desc' }, signal);
  const pages = await Promise.all(threads.map(({ id }) => reader.listRuns(id, { limit: 100, order: 'asc' }, signal)));
  return pages.flatMap(({ items }) => items);
}

const streamsOf = (run: Run, now = NOW) => sampleRecording(run.threadId ?? '', run.id, now);

/** What the streams of a run tell of it, with times, as `replayRun` reads them. */
function eventsOf(run: Run): RecordedRunEvent[] {
  const streams = streamsOf(run);
  const zero = streams[0]?.startedAt ?? 0;
  return streams.flatMap(({ startedAt, events }) => {
    const stream = archivedDialect('sample').readStream('sample');
    return events.flatMap(({ at, event, data }) => {
      const told = stream.read({ event, value: JSON.parse(data) as Json, text: data });
      return told?.key === run.key ? [{ at: startedAt - zero + at, event: told.event }] : [];
    });
  });
}

test('one run a day has recorded streams that end as the source tells it, with every kind of text and both kinds of silence', async () => {
  const runs = await allRuns();
  const recorded = runs.filter((run) => streamsOf(run).length > 0);
  expect(recorded.length).toBeGreaterThan(0);
  expect(recorded.length).toBeLessThan(4);
  for (const run of recorded) {
    expect(isTerminal(run)).toBe(true);
    const steps = await reader.listSteps(run.key, { limit: 100, order: 'asc' }, signal);
    const messages = await reader.listMessages(run.threadId ?? '', { limit: 100, order: 'asc' }, signal);
    const said = messages.items.filter(({ runId }) => runId === run.id);
    const events = eventsOf(run);
    const streams = streamsOf(run).map((one) => ({ ...one, startedAt: ms(one.startedAt), events: one.events.length }));
    const replayed = new Replayed({ streams, events }, { run, steps: [], messages: [] });
    const end = replayed.after(events.length);
    expect(end.run).toEqual(run);
    expect(end.messages).toEqual(said);
    expect(end.steps.map(({ id, status, usage }) => [id, status, usage])).toEqual(
      steps.items.map(({ id, status, usage }) => [id, status, usage]),
    );
    expect(end.steps.map(({ calls }) => calls)).toEqual(steps.items.map(({ calls }) => calls));

    const paths = events.flatMap(({ event }) => ('delta' in event ? event.delta.pieces.map(({ path }) => path) : []));
    for (const kind of [/^content\.\d+\.text$/, /\.arguments$/, /\.input$/, /\.logs$/]) {
      expect(paths.filter((path) => kind.test(path)).length, String(kind)).toBeGreaterThan(3);
    }
    const kinds = stallsOf({ streams, events }).map(({ kind }) => kind);
    expect(kinds).toContain('stall');
    expect(kinds).toContain('between');
    expect(firstTextAt({ streams, events })).toBeGreaterThan(500);
  }
});

test('events arrive in order, within the second in which they happened or soon after the last one', async () => {
  const run = (await allRuns()).find((one) => streamsOf(one).length > 0);
  if (!run) throw new Error('nothing is recorded');
  const times = streamsOf(run).flatMap(({ startedAt, events }) => events.map(({ at }) => startedAt + at));
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect((times[0] ?? 0) - (run.createdAt ?? 0)).toBeLessThan(200);
  expect((times.at(-1) ?? 0) - (run.failedAt ?? run.completedAt ?? 0)).toBeLessThan(200);
  expect(streamsOf(run)).toEqual(streamsOf(run));
});

test('nothing is recorded of a run before its end', async () => {
  const run = (await allRuns()).find((one) => streamsOf(one).length > 0);
  expect(run && streamsOf(run, (run.failedAt ?? run.completedAt ?? 0) - 1_000)).toEqual([]);
});
