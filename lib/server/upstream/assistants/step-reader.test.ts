import { describe, expect, test } from 'vitest';
import type { Json } from '../../../domain/json.ts';
import { assistantsDialect } from './dialect.ts';
import { type Asked, failing, fakeUpstream } from './fixtures/fake-upstream.ts';

const { signal } = new AbortController();
const KEY = 'thread_a.run_a';
const RUN = 'threads/thread_a/runs/run_a';
const STEPS = `${RUN}/steps`;

function connect(answers: Parameters<typeof fakeUpstream>[0]) {
  const { upstream, asked } = fakeUpstream(answers);
  return { reader: assistantsDialect.connect('src', upstream), asked };
}

const includes = (asked: Asked[]) => asked.map((one) => 'include[]' in one.query);

/** A run of `count` steps `s1`, `s2`, …, served in pages. */
const stepList =
  (count: number, make: (n: number) => Json = (n) => ({ id: `s${n}`, n })) =>
  ({ query }: Asked): Json => {
    const from = query.after === undefined ? 1 : Number(query.after.slice(1)) + 1;
    const to = Math.min(count, from + Number(query.limit) - 1);
    const data = Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => make(from + i));
    return { data, has_more: to < count, last_id: `s${to}` };
  };

describe('include[]', () => {
  const refusing = ({ query }: Asked) =>
    'include[]' in query ? failing('upstream_rejected', 400) : { data: [{ id: 's1' }] };

  test('is left out after a host refused it, for this reader', async () => {
    const { reader, asked } = connect({ [STEPS]: refusing, [`${STEPS}/s1`]: { id: 's1' } });
    expect((await reader.listSteps(KEY, { limit: 5 }, signal)).items).toHaveLength(1);
    await reader.listSteps(KEY, { limit: 5 }, signal);
    await reader.getStep(KEY, 's1', signal);
    expect(includes(asked)).toEqual([true, false, false, false]);
  });

  test('is kept when the host refuses the call without it as well', async () => {
    const { reader, asked } = connect({ [STEPS]: failing('upstream_rejected', 400), [`${STEPS}/s1`]: { id: 's1' } });
    await expect(reader.listSteps(KEY, { limit: 5, cursor: 'gone' }, signal)).rejects.toMatchObject({
      failure: { code: 'upstream_rejected' },
    });
    await reader.getStep(KEY, 's1', signal);
    expect(includes(asked)).toEqual([true, false, true]);
  });

  test('is not to blame for other failures', async () => {
    const { reader, asked } = connect({ [STEPS]: failing('upstream_timeout') });
    await expect(reader.listSteps(KEY, { limit: 5 }, signal)).rejects.toMatchObject({
      failure: { code: 'upstream_timeout' },
    });
    expect(asked).toHaveLength(1);
  });
});

describe('one step', () => {
  test.each(['capability_missing', 'not_found'] as const)(
    'is found in the list where its own endpoint says %s',
    async (code) => {
      const { reader, asked } = connect({ [`${STEPS}/s250`]: failing(code), [STEPS]: stepList(400) });
      expect(await reader.getStep(KEY, 's250', signal)).toMatchObject({ id: 's250', extra: { n: 250 } });
      expect(asked.map((one) => one.query.after)).toEqual([undefined, undefined, 's100', 's200']);
      expect(asked.map((one) => one.query.limit)).toEqual([undefined, '100', '100', '100']);
    },
  );

  test('is found by the id it got from its place', async () => {
    const { reader } = connect({ [STEPS]: [{ type: 'tool_calls' }, { type: 'message_creation' }] });
    const { items } = await reader.listSteps(KEY, { limit: 5 }, signal);
    expect(items.map((step) => step.id)).toEqual(['step-1', 'step-2']);
    expect(await reader.getStep(KEY, 'step-2', signal)).toEqual(items[1]);
  });

  test('that is nowhere is not found, after the list is read', async () => {
    const { reader } = connect({ [STEPS]: stepList(150) });
    await expect(reader.getStep(KEY, 'gone', signal)).rejects.toMatchObject({
      failure: { code: 'not_found', upstreamStatus: 404 },
    });
    const other = connect({ [STEPS]: stepList(150), [`${STEPS}/gone`]: failing('capability_missing', 501) });
    await expect(other.reader.getStep(KEY, 'gone', signal)).rejects.toMatchObject({ failure: { code: 'not_found' } });
  });

  test('is not looked for on more than twenty pages', async () => {
    const { reader, asked } = connect({ [STEPS]: stepList(1e6) });
    await expect(reader.getStep(KEY, 'gone', signal)).rejects.toMatchObject({ failure: { code: 'not_found' } });
    expect(asked.filter((one) => one.path === STEPS)).toHaveLength(20);
  });

  test('a failure of the list is told', async () => {
    const { reader } = connect({ [STEPS]: failing('upstream_unreachable') });
    await expect(reader.getStep(KEY, 's1', signal)).rejects.toMatchObject({
      failure: { code: 'upstream_unreachable' },
    });
  });
});

describe('raw JSON', () => {
  const raw = (value: Json) => `${JSON.stringify(value, null, 1)}\n`;

  test('is the text as received, with secrets of headers in place', async () => {
    const run = { id: 'run_a', tools: [{ headers: { Key: 'value' } }], odd: [1, null] };
    const { reader, asked } = connect({
      [RUN]: run,
      [`${STEPS}/s1`]: { id: 's1' },
      'threads/thread_a/messages/msg_a': { id: 'msg_a' },
      'assistants/asst_a': { id: 'asst_a', new: [] },
      'threads/thread_a': { id: 'thread_a', n: 1 },
    });
    expect(await reader.getRaw(KEY, { run: true }, signal)).toBe(raw(run));
    expect(await reader.getRaw(KEY, { step: 's1' }, signal)).toBe(raw({ id: 's1' }));
    expect(await reader.getRaw(KEY, { message: 'msg_a' }, signal)).toBe(raw({ id: 'msg_a' }));
    expect(await reader.getRawOf('assistant', 'asst_a', signal)).toBe(raw({ id: 'asst_a', new: [] }));
    expect(await reader.getRawOf('thread', 'thread_a', signal)).toBe(raw({ id: 'thread_a', n: 1 }));
    await expect(reader.getRawOf('file', '../x', signal)).rejects.toMatchObject({ failure: { code: 'invalid_id' } });
    expect(includes(asked)).toEqual([false, true, false, false, false]);
  });

  test('of a step without an endpoint is its element of the list', async () => {
    const { reader } = connect({ [STEPS]: stepList(3), [`${STEPS}/s2`]: failing('capability_missing', 501) });
    expect(await reader.getRaw(KEY, { step: 's2' }, signal)).toBe('{"id":"s2","n":2}');
  });
});
