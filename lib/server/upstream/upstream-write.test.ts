import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { readExactJson } from '../../domain/exact-json.ts';
import type { JsonObject } from '../../domain/json.ts';
import { sendJson, startLoopbackHost } from './loopback-host.ts';
import { createWriter } from './upstream-write.ts';

it('sends numbers as they were read', async () => {
  const told: Promise<string>[] = [];
  const { connection } = await startLoopbackHost((request, response) => {
    told.push(text(request));
    sendJson(response, {});
  });
  const writer = createWriter(connection, () => 5_000);
  const body = readExactJson('{"tools":[{"n":9007199254740993,"x":1.0}]}') as JsonObject;
  const { signal } = new AbortController();
  await writer.send({ capability: 'create_run', path: ['threads', 'thread_1', 'runs'], body, signal });
  expect(await Promise.all(told)).toEqual(['{"tools":[{"n":9007199254740993,"x":1.0}]}']);
});
