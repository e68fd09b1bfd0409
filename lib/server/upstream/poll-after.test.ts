import { expect, test } from 'vitest';
import { sendJson, startLoopbackHost, stepsRequest } from './loopback-host.ts';

test.each([
  ['1200', 1200],
  [' 40 ', 40],
  ['900000', 60_000],
  ['-1', undefined],
  ['soon', undefined],
  ['', undefined],
])('a source that asks those who poll to wait "%s" ms is heard', async (asked, expected) => {
  const { upstream } = await startLoopbackHost((_, response) =>
    sendJson(response, {}, 200, { 'openai-poll-after-ms': asked }),
  );
  expect((await upstream.getJson(stepsRequest())).pollAfter).toBe(expected);
});
