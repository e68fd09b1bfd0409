import { afterEach, expect, test, vi } from 'vitest';
import * as z from 'zod/mini';
import { fetchJson } from './fetch-json.ts';

const schema = async () => z.object({ n: z.number() });
const answer = (response: Response | Error) =>
  vi.stubGlobal('fetch', async () => {
    if (response instanceof Error) throw response;
    return response;
  });

afterEach(() => vi.unstubAllGlobals());

test('gives what the schema reads', async () => {
  answer(Response.json({ n: 1, more: true }));
  expect(await fetchJson('/x', schema)).toEqual({ n: 1 });
});

test('keeps code, words, request id, status and wait of our envelope', async () => {
  const error = { code: 'rate_limited', message: 'The source asks to wait.', request_id: 'r1' };
  answer(Response.json({ error }, { status: 429, headers: { 'retry-after': '7' } }));
  await expect(fetchJson('/x', schema)).rejects.toMatchObject({
    name: 'ApiError',
    code: 'rate_limited',
    message: 'The source asks to wait.',
    requestId: 'r1',
    status: 429,
    retryAfter: 7,
  });
});

test('an answer of somebody in between, or of the wrong shape, is named as such', async () => {
  answer(new Response('<html>Bad gateway</html>', { status: 502 }));
  await expect(fetchJson('/x', schema)).rejects.toMatchObject({ code: 'invalid_answer', status: 502 });
  answer(new Response('<html>Sign in</html>'));
  await expect(fetchJson('/x', schema)).rejects.toMatchObject({ code: 'invalid_answer', status: 200 });
  answer(Response.json({ n: 'one' }));
  await expect(fetchJson('/x', schema)).rejects.toMatchObject({ code: 'invalid_answer' });
});

test('no answer at all is offline', async () => {
  answer(new TypeError('Failed to fetch'));
  await expect(fetchJson('/x', schema)).rejects.toMatchObject({ code: 'offline', status: 0, retryAfter: null });
});

test('an aborted call rejects with the reason of its signal', async () => {
  answer(new TypeError('aborted'));
  await expect(fetchJson('/x', schema, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
});

test('says that the server did not answer where the way to read the answer did not arrive', async () => {
  answer(Response.json({ n: 1 }));
  const missing = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'));
  await expect(fetchJson('/x', missing)).rejects.toMatchObject({ code: 'offline' });
});
