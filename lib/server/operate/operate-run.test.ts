import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { CreateRunBody } from '../../contract/operate-schema.ts';
import { aRun } from '../../domain/domain-fixtures.ts';
import { fail } from '../../domain/failure.ts';
import type { PendingCall } from '../../domain/run.ts';
import type { RunEvent } from '../../domain/run-event.ts';
import { type FakeArchive, fakeArchive } from '../archiving/fake-archive.ts';
import { recorder, stopRecorder } from '../archiving/recorder.ts';
import { heard, heardHub } from '../live/heard-hub-fixture.ts';
import type * as RunHub from '../live/run-hub.ts';
import { startAgentHost } from '../passthrough/agent-host-fixture.ts';
import { flushPassed } from '../passthrough/flush-passed.ts';
import { rememberRuns } from '../runs/known-runs.ts';
import { Secret } from '../secret.ts';
import { sendJson, startLoopbackHost } from '../upstream/loopback-host.ts';
import { createSource, type Source } from '../upstream/sources.ts';
import { blockingRun } from './blocking-run.ts';
import { answerCalls, cancelRun, createRun, updateRun } from './operate-run.ts';

const ground = vi.hoisted(() => ({ sources: new Map<string, Source>(), archive: null as FakeArchive | null }));
vi.mock('../archiving/the-archive.ts', () => ({ theArchive: async () => ground.archive }));
vi.mock('../upstream/sources.ts', async (original) => {
  const find = (id: string) => ground.sources.get(id) ?? null;
  return {
    ...(await original<object>()),
    findSource: find,
    getSource: (id: string) => find(id) ?? fail('not_found', 'No source of that ID is configured here.'),
  };
});

vi.mock('../live/run-hub.ts', async (original) => heardHub(await original<typeof RunHub>()));

const { signal } = new AbortController();
/** For what a busy machine does slowly. */
const PATIENT = { timeout: 10_000 };
let count = 0;

/** A source at a base URL, whose runs may be changed; and every event that is told of its runs. */
function sourceAt(baseUrl: string, operate = true) {
  const id = `operated${count++}`;
  ground.archive = fakeArchive();
  vi.stubEnv('RUNLENS_OPERATE', operate ? '1' : '0');
  Reflect.deleteProperty(globalThis, Symbol.for('runlens.environment'));
  const auth = { type: 'bearer' as const, secret: new Secret('sk-operated-0123') };
  const config = { id, name: 'Production', dialect: 'assistants', baseUrl, query: {}, headers: {}, auth };
  ground.sources.set(id, createSource(config));
  const told: RunEvent[] = [];
  heard.set(id, told);
  onTestFinished(async () => {
    await flushPassed();
    await stopRecorder();
    vi.unstubAllEnvs();
    Reflect.deleteProperty(globalThis, Symbol.for('runlens.environment'));
  });
  return { id, told };
}

async function agents() {
  const { baseUrl, asked } = await startAgentHost();
  const made = await fetch(`${baseUrl}/threads`, { method: 'POST', body: '{}' });
  const { id: thread } = (await made.json()) as { id: string };
  asked.length = 0;
  return { ...sourceAt(baseUrl), asked, thread };
}

describe('a run that is started here', () => {
  it('is told as soon as it is known, watched to its end by nobody or anybody, and kept', async () => {
    const { id, thread, told, asked } = await agents();
    const body: CreateRunBody = {
      assistant_id: 'asst_plain',
      instructions: 'Be short.',
      metadata: { case: '7' },
      additional_messages: [{ role: 'user', content: 'What is it?' }],
      include: ['step_details.tool_calls[*].file_search.results[*].content'],
    };
    const { answer, over } = await createRun(id, thread, body);
    expect(answer).toMatchObject({ source: id, key: `${thread}.${answer.run.id}`, run: { status: 'queued' } });
    expect(answer.run).toMatchObject({ instructions: { text: 'Be short.' }, metadata: { case: '7' } });
    await over;
    expect(asked[0]).toBe(
      `POST threads/${thread}/runs?include%5B%5D=step_details.tool_calls%5B*%5D.file_search.results%5B*%5D.content`,
    );
    await vi.waitFor(() => expect(told.at(-1)?.type).toBe('ended'));
    expect(told.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['step_added', 'message_delta', 'run_changed']),
    );
    await flushPassed();
    await (await recorder())?.settled();
    expect(await ground.archive?.getRun(id, answer.key)).toMatchObject({ whole: true });
    expect(ground.archive?.index(id, answer.key)?.text).toMatch(/The answer is 42/);
    const [stream] = (await ground.archive?.listStreams(id, answer.run.id)) ?? [];
    expect(stream).toMatchObject({ ending: 'done' });
  });

  it('waits for its calls, takes all answers at once and goes on', async () => {
    const { id, thread, told } = await agents();
    const { answer, over } = await createRun(id, thread, { assistant_id: 'asst_function' });
    await over;
    const waiting = await blockingRun(id, thread, signal);
    expect(waiting).toMatchObject({ key: answer.key, status: 'requires_action' });
    const [call] = waiting?.requiredAction?.calls ?? [];
    const outputs = { tool_outputs: [{ tool_call_id: call?.id ?? '', output: '{"celsius":21}' }] };
    const answered = await answerCalls(id, answer.key, outputs);
    expect(answered.answer.key).toBe(answer.key);
    await answered.over;
    await vi.waitFor(() => expect(told.at(-1)?.type).toBe('ended'));
    expect(JSON.stringify(told)).toContain('{\\"celsius\\":21}');
    expect(await blockingRun(id, thread, signal)).toBeNull();
    await expect(answerCalls(id, answer.key, outputs)).rejects.toMatchObject({
      failure: { code: 'upstream_rejected', message: expect.stringContaining('do not accept tool outputs') },
    });
  });

  it('is not answered in part: all waiting calls at once, before its source is asked', async () => {
    const host = await startLoopbackHost((_request, response) =>
      sendJson(response, { error: { message: 'No.' } }, 400),
    );
    const { id } = sourceAt(host.baseUrl);
    const call = (name: string): PendingCall => ({ id: name, type: 'function', name, arguments: null, extra: {} });
    const calls = [call('call_a'), call('call_b')];
    const waiting = { type: 'submit_tool_outputs', calls, extra: {} };
    const run = aRun({ source: id, key: 'thread_1.run_1', status: 'requires_action', requiredAction: waiting });
    rememberRuns([run]);
    const outputs = (...ids: string[]) => ({ tool_outputs: ids.map((one) => ({ tool_call_id: one, output: '1' })) });
    await expect(answerCalls(id, run.key, outputs('call_a'))).rejects.toMatchObject({
      failure: { code: 'invalid_request', message: expect.stringContaining('1 of 2 calls (call_b) are missing') },
    });
    expect(host.asked).toEqual([]);
    // All of them, and calls that are not known here, are the source's to judge.
    for (const ids of [['call_a', 'call_b'], ['call_c']]) {
      await expect(answerCalls(id, run.key, outputs(...ids))).rejects.toMatchObject({
        failure: { code: 'upstream_rejected' },
      });
    }
    expect(host.asked.length).toBe(2);
  });

  it('takes approvals, is cancelled and gets other metadata', async () => {
    const { id, thread } = await agents();
    const asking = await createRun(id, thread, { assistant_id: 'asst_approval' });
    await asking.over;
    const waiting = await blockingRun(id, thread, signal);
    const tool_call_id = waiting?.requiredAction?.calls[0]?.id ?? '';
    await (await answerCalls(id, asking.answer.key, { tool_approvals: [{ tool_call_id, approve: true }] })).over;
    const endless = await createRun(id, thread, { assistant_id: 'asst_endless' });
    const cancelled = await cancelRun(id, endless.answer.key);
    expect(cancelled).toMatchObject({ key: endless.answer.key, run: { status: 'cancelling' } });
    await endless.over;
    expect(await blockingRun(id, thread, signal)).toBeNull();
    const updated = await updateRun(id, endless.answer.key, { why: 'a test' });
    expect(updated.run.metadata).toEqual({ why: 'a test' });
  });

  it('is told whole where its stream brings an event that is too long: that is read anew', {
    timeout: 30_000,
  }, async () => {
    const head = { thread_id: 'thread_1', assistant_id: null, created_at: 1_700_000_000 };
    const run = { id: 'run_1', object: 'thread.run', status: 'in_progress', ...head };
    const call = (logs: string) => ({
      id: 'call_1',
      type: 'code_interpreter',
      code_interpreter: { input: 'print()', outputs: [{ type: 'logs', logs }] },
    });
    const step = (status: string, logs: string) => ({
      ...head,
      id: 'step_1',
      object: 'thread.run.step',
      run_id: 'run_1',
      type: 'tool_calls',
      status,
      step_details: { type: 'tool_calls', tool_calls: [call(logs)] },
    });
    const logs = `begin ${'x'.repeat(3_000_000)}`;
    const ended = { ...run, status: 'completed', completed_at: 1_700_000_009 };
    let over = false;
    const host = await startLoopbackHost((request, response) => {
      const path = request.url ?? '';
      if (request.method === 'POST') {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        const event = (name: string, data: object) =>
          response.write(`event: thread.run.${name}\ndata: ${JSON.stringify(data)}\n\n`);
        event('created', run);
        event('step.created', step('in_progress', ''));
        over = true;
        event('step.completed', step('completed', logs));
        event('completed', ended);
        response.end('event: done\ndata: [DONE]\n\n');
      } else if (path.includes('/steps')) {
        sendJson(response, { object: 'list', data: [over ? step('completed', logs) : step('in_progress', '')] });
      } else if (path.endsWith('/run_1')) sendJson(response, over ? ended : run);
      else sendJson(response, { object: 'list', data: [] });
    });
    const { id, told } = sourceAt(host.baseUrl);
    const made = await createRun(id, 'thread_1', { assistant_id: 'asst_1' });
    await made.over;
    await vi.waitFor(() => expect(told.at(-1)?.type).toBe('ended'), PATIENT);
    const steps = told.flatMap((event) => (event.type === 'step_changed' ? [event.step] : []));
    expect(steps.at(-1)).toMatchObject({
      status: 'completed',
      calls: [{ outputs: [{ logs: { truncated: true, bytes: logs.length } }] }],
    });
    await vi.waitFor(async () => {
      await flushPassed();
      await (await recorder())?.settled();
      expect(await ground.archive?.getRun(id, made.answer.key)).toMatchObject({ whole: true });
    }, PATIENT);
    const kept = await ground.archive?.wireStore(id).get('step', 'step_1', signal);
    expect(kept?.text).toContain(logs);
  });

  it('is refused in the source’s own words', async () => {
    const { id, thread } = await agents();
    const endless = await createRun(id, thread, { assistant_id: 'asst_endless' });
    await expect(createRun(id, thread, { assistant_id: 'asst_plain' })).rejects.toMatchObject({
      failure: {
        code: 'upstream_rejected',
        message: expect.stringMatching(
          /refused the request \(400\)\. It says: Can't add messages .* run_live_\d+ is active/,
        ),
      },
    });
    await expect(createRun(id, 'thread_not', { assistant_id: 'asst_plain' })).rejects.toMatchObject({
      failure: { code: 'not_found' },
    });
    await expect(createRun(id, '../x', { assistant_id: 'asst_plain' })).rejects.toMatchObject({
      failure: { code: 'invalid_id' },
    });
    await cancelRun(id, endless.answer.key);
    await endless.over;
  });
});

describe('a write', () => {
  it('never leaves where Runlens only reads', async () => {
    const host = await startLoopbackHost((_request, response) => sendJson(response, {}));
    const { id } = sourceAt(host.baseUrl, false);
    for (const write of [
      () => createRun(id, 'thread_1', { assistant_id: 'asst_1' }),
      () => cancelRun(id, 'thread_1.run_1'),
      () => updateRun(id, 'thread_1.run_1', {}),
      () => answerCalls(id, 'thread_1.run_1', { tool_outputs: [{ tool_call_id: 'call_1', output: '' }] }),
    ]) {
      await expect(write()).rejects.toMatchObject({ failure: { code: 'read_only' } });
    }
    expect(host.asked).toEqual([]);
  });

  it.each([500, 503, 429, 409, 408])('is never tried again, also not after %d', async (status) => {
    const host = await startLoopbackHost((_request, response) =>
      sendJson(response, { error: { message: 'Not now, please.' } }, status, { 'retry-after': '0' }),
    );
    const { id } = sourceAt(host.baseUrl);
    await expect(createRun(id, 'thread_1', { assistant_id: 'asst_1' })).rejects.toMatchObject({
      failure: { message: expect.stringContaining('It says: Not now, please.'), upstreamStatus: status },
    });
    expect(host.asked).toEqual(['POST /v1/threads/thread_1/runs']);
  });

  it.each([405, 501])('that a host cannot take (%d) is known the next time', async (status) => {
    const host = await startLoopbackHost((_request, response) => sendJson(response, { detail: 'no' }, status));
    const { id } = sourceAt(host.baseUrl);
    for (let n = 0; n < 2; n++) {
      await expect(cancelRun(id, 'thread_1.run_1')).rejects.toMatchObject({ failure: { code: 'capability_missing' } });
    }
    expect(host.asked).toHaveLength(1);
    const states = ground.sources.get(id)?.capabilities() ?? [];
    expect(states.find(({ name }) => name === 'cancel_run')).toMatchObject({ state: 'missing', status });
  });

  it('takes a run where its host does not stream', async () => {
    const run = { id: 'run_1', object: 'thread.run', thread_id: 'thread_1', status: 'queued', assistant_id: null };
    const host = await startLoopbackHost((request, response) => {
      if (request.method === 'POST') sendJson(response, run);
      else sendJson(response, { object: 'list', data: [], has_more: false });
    });
    const { id } = sourceAt(host.baseUrl);
    const { answer, over } = await createRun(id, 'thread_1', { assistant_id: 'asst_1' });
    expect([answer.key, over]).toEqual(['thread_1.run_1', null]);
  });

  it.each([
    ['an error', 'event: error\ndata: {"error":{"message":"Quota is used up."}}\n\n', 'It says: Quota is used up.'],
    ['nothing', ': nothing\n\n', 'without telling a run'],
    ['half an event', 'event: thread.run.created\ndata: {"id":', 'broke off'],
  ])('fails where the stream brings %s instead of a run', async (_what, text, message) => {
    const host = await startLoopbackHost((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.end(text);
    });
    const { id } = sourceAt(host.baseUrl);
    await expect(createRun(id, 'thread_1', { assistant_id: 'asst_1' })).rejects.toMatchObject({
      failure: { message: expect.stringContaining(message) },
    });
    expect(host.asked).toHaveLength(1);
  });
});
