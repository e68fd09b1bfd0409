import OpenAI from 'openai';
import type { AssistantStream } from 'openai/lib/AssistantStream';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { driveEveryMethod, EXPECTED } from '#e2e/sdk-methods.ts';
import { fail } from '../../domain/failure.ts';
import type { Json } from '../../domain/json.ts';
import { type FakeArchive, fakeArchive } from '../archiving/fake-archive.ts';
import { recorder, stopRecorder } from '../archiving/recorder.ts';
import { liveRun } from '../live/run-hub.ts';
import { getRunTrace } from '../runs/get-run-trace.ts';
import { messageToDomain } from '../upstream/assistants/message-to-domain.ts';
import { runToDomain } from '../upstream/assistants/run-to-domain.ts';
import { stepToDomain } from '../upstream/assistants/step-to-domain.ts';
import type { Source } from '../upstream/sources.ts';
import { startAgentHost } from './agent-host-fixture.ts';
import { flushPassed } from './flush-passed.ts';
import { passThroughTo, TOKEN } from './pass-through-fixture.ts';

const ground = vi.hoisted(() => ({
  sources: new Map<string, Source>(),
  archive: null as FakeArchive | null,
}));
vi.mock('../archiving/the-archive.ts', () => ({ theArchive: async () => ground.archive }));
vi.mock('../upstream/sources.ts', async (original) => {
  const find = (id: string) => ground.sources.get(id) ?? null;
  return {
    ...(await original<object>()),
    findSource: find,
    getSource: (id: string) => find(id) ?? fail('not_found', 'No source of that ID is configured here.'),
  };
});

beforeEach(() => {
  ground.archive = fakeArchive();
});

/** The vendor's client, whose calls go through the pass-through to a host of runs on loopback. */
async function client(more: { auth?: { type: 'passthrough' } } = {}, apiKey = TOKEN) {
  const { baseUrl } = await startAgentHost();
  onTestFinished(async () => {
    await flushPassed();
    await stopRecorder();
  });
  const { id, call } = await passThroughTo(ground.sources, () => undefined, { source: { baseUrl, ...more } });
  const openai = new OpenAI({
    apiKey,
    defaultHeaders: more.auth ? { 'X-Runlens-Token': TOKEN } : {},
    baseURL: `http://localhost:3000/api/proxy/${id}/v1`,
    maxRetries: 0,
    fetch: (url, init) => {
      const { pathname, search } = new URL(url instanceof Request ? url.url : url);
      return call(`${pathname.split('/v1/')[1] ?? ''}${search}`, init);
    },
  });
  return { openai, id };
}

it('every method of runs and steps works through it', async () => {
  const { openai } = await client();
  expect(await driveEveryMethod(openai)).toEqual(EXPECTED);
}, 60_000);

/** Plays a stream to its end, and notes what the client had accumulated of each step and message when its end came. */
async function accumulated(stream: AssistantStream) {
  const grown = new Map<string, unknown>();
  stream.on('event', ({ event, data }) => {
    if (event === 'thread.run.step.completed') grown.set(data.id, structuredClone(stream.currentRunStepSnapshot()));
    if (event === 'thread.message.completed') grown.set(data.id, structuredClone(stream.currentMessageSnapshot()));
  });
  const [run, steps, messages] = [await stream.finalRun(), await stream.finalRunSteps(), await stream.finalMessages()];
  return { run, steps, messages, grown };
}

describe('what a client accumulates', () => {
  it('is what those see who watch the run, and what is kept of it', async () => {
    const { openai, id } = await client();
    const { id: thread } = await openai.beta.threads.create();
    const { run, steps, messages, grown } = await accumulated(
      openai.beta.threads.runs.stream(thread, { assistant_id: 'asst_tools' }),
    );
    await vi.waitFor(() => expect(liveRun(id, `${thread}.${run.id}`).channel.trace?.run.status).toBe('completed'));
    const seen = liveRun(id, `${thread}.${run.id}`).channel.trace;
    const json = (value: unknown) => JSON.parse(JSON.stringify(value)) as Json;
    expect(seen?.run).toEqual(runToDomain(json(run), { source: id, threadId: thread, fallbackId: run.id }));
    expect(seen?.steps).toEqual(steps.map((step) => stepToDomain(json(step), step.id)));
    expect(seen?.messages).toEqual(messages.map((message) => messageToDomain(json(message), message.id)));

    const archive = ground.archive ?? fakeArchive();
    const recorded = await vi.waitFor(async () => {
      await flushPassed();
      const [found] = await archive.listStreams(id, run.id);
      expect(found).toMatchObject({ ending: 'done' });
      return found;
    });
    const events = (
      await Promise.all(
        (recorded?.parts ?? []).map((part) => archive.readStreamPart(id, run.id, recorded?.startedAt ?? 0, part)),
      )
    ).flatMap((part) => part ?? []);
    // The client's accumulator before an object's end came, against ours at the same event.
    const stream = ground.sources.get(id)?.dialect.readStream(id);
    for (const { event, data } of events) {
      const value = JSON.parse(data) as { id: string };
      if (/^thread\.(?:run\.step|message)\.completed$/.test(event ?? '')) {
        const ours =
          stream?.grown().find((one) => one.value.id === value.id) ??
          stream?.objects().find((one) => one.value.id === value.id);
        expect(ours?.value, event ?? '').toEqual(withoutIndexes(grown.get(value.id)));
      }
      stream?.read({ event, value, text: data });
    }
    expect(grown.size).toBe(6);
    expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).toSorted((a, b) => a - b));
    expect(events.at(-1)?.at).toBeGreaterThan(100);
  });

  it('appears in the archive by itself, whole once the run has ended', async () => {
    const { openai, id } = await client();
    const { runs } = openai.beta.threads;
    const { id: thread } = await openai.beta.threads.create({ messages: [{ role: 'user', content: 'How warm?' }] });
    const run = await runs.createAndPoll(thread, { assistant_id: 'asst_plain' }, { pollIntervalMs: 20 });
    await flushPassed();
    const key = `${thread}.${run.id}`;
    expect((await ground.archive?.getRun(id, key))?.origin).toBe('pass_through');
    await (await recorder())?.settled();
    expect(await ground.archive?.getRun(id, key)).toMatchObject({ whole: true, origin: 'pass_through' });
    expect(ground.archive?.index(id, key)?.text).toMatch(/How warm\?[^]*The answer is 42/);
  });
});

it('a source without a key shows what passed with its callers’ own, and says so', async () => {
  const own = 'sk-callers-own-key-01234';
  const { openai, id } = await client({ auth: { type: 'passthrough' } }, own);
  const { id: thread } = await openai.beta.threads.create();
  await openai.beta.threads.messages.create(thread, { role: 'user', content: `Is ${own} a key?` });
  const { run } = await accumulated(openai.beta.threads.runs.stream(thread, { assistant_id: 'asst_tools' }));
  const key = `${thread}.${run.id}`;
  const trace = await vi.waitFor(async () => {
    await flushPassed();
    const found = await getRunTrace(id, key, {}, new AbortController().signal);
    expect(found.run.status).toBe('completed');
    return found;
  });
  expect(trace.steps.items).toHaveLength(4);
  expect(trace.kept).toMatchObject({ final: true, origin: 'pass_through', because: expect.stringMatching(/no key/) });
  expect(ground.archive?.index(id, key)?.text).toMatch(/Is \[redacted\] a key\?[^]*Four rows, mean 21\.5/);
  await expect(getRunTrace(id, `${thread}.run_other`, {}, new AbortController().signal)).rejects.toMatchObject({
    failure: { code: 'not_found', message: expect.stringContaining('no key') },
  });
});

/** The client keeps the places of elements in them. */
function withoutIndexes(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null, (name, inner: unknown) => (name === 'index' ? undefined : inner)));
}
