import { expect, it } from 'vitest';
import { createRunSchema } from '../../contract/operate-schema.ts';
import { writeExactJson } from '../../domain/exact-json.ts';
import { readJson } from './read-json.ts';

const read = (body: string, exact: boolean) =>
  readJson(new Request('http://a.example', { method: 'POST', body }), createRunSchema, 'Send a run.', 10_000, {
    exact,
  });
const withTool = (tool: string) => `{"assistant_id":"asst_1","temperature":1.0,"tools":[${tool}]}`;

it('keeps numbers as they are written where that is asked', async () => {
  const body = await read(withTool('{"n":9007199254740993}'), true);
  expect(body.temperature).toBe(1);
  expect(writeExactJson(body)).toContain('"tools":[{"n":9007199254740993}]');
  expect(writeExactJson(await read(withTool('{"n":9007199254740993}'), false))).toContain('9007199254740992');
});

it('refuses what it could not send as it is written', async () => {
  await expect(read(withTool('{"\\u0024number":"1"}'), true)).rejects.toThrow('A member cannot be named $number.');
  await expect(read('{"assistant_id":', true)).rejects.toThrow('not JSON');
});
