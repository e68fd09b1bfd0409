import { afterEach, expect, test, vi } from 'vitest';
import { readExactJson } from '../domain/exact-json.ts';
import { write } from './write.ts';

afterEach(() => vi.unstubAllGlobals());

test('numbers are sent as they were read', async () => {
  const sent = vi.fn<typeof fetch>(async () => new Response());
  vi.stubGlobal('fetch', sent);
  await write('POST', '/x', { tools: readExactJson('[{"n":9007199254740993}]'), text: '{"$number":"1"}' });
  expect(sent.mock.calls[0]?.[1]?.body).toBe(
    String.raw`{"tools":[{"n":9007199254740993}],"text":"{\"$number\":\"1\"}"}`,
  );
});
