import { describe, expect, it, vi } from 'vitest';
import { fail } from '../../domain/failure.ts';
import { sendJson } from '../upstream/loopback-host.ts';
import type { Source } from '../upstream/sources.ts';
import { passThroughTo as to } from './pass-through-fixture.ts';

const ground = vi.hoisted(() => ({ sources: new Map<string, Source>() }));
vi.mock('../archiving/the-archive.ts', () => ({ theArchive: async () => null }));
vi.mock('../upstream/sources.ts', async (original) => ({
  ...(await original<object>()),
  getSource: (id: string) => ground.sources.get(id) ?? fail('not_found', 'No source of that ID is configured here.'),
}));

type Handler = Parameters<typeof to>[1];
const passTo = (handler: Handler, options: Parameters<typeof to>[2] = {}) => to(ground.sources, handler, options);

describe('large and slow bodies', () => {
  it('are uploaded as they come, 60 MB of them without being held', async () => {
    const part = new Uint8Array(1024 * 1024).fill(97);
    let received = 0;
    const { call } = await passTo(
      (request, response) => {
        request.on('data', (chunk: Buffer) => (received += chunk.length));
        request.on('end', () => sendJson(response, { id: 'file_1', object: 'file', bytes: received }));
      },
      { early: true },
    );
    let sent = 0;
    const seen: number[] = [];
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          if (sent++ === 60) return controller.close();
          seen.push(sent * part.length - received);
          controller.enqueue(part);
        },
      },
      { highWaterMark: 0 },
    );
    const headers = { 'content-type': 'multipart/form-data; boundary=x', 'content-length': String(60 * part.length) };
    const answer = await call('files', { method: 'POST', body, headers, duplex: 'half' });
    expect(await answer.json()).toMatchObject({ bytes: 60 * part.length });
    expect(Math.max(...seen)).toBeLessThan(20 * part.length);
  }, 60_000);

  it('are read no faster than the caller reads', async () => {
    let written = 0;
    const { call } = await passTo((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/octet-stream' });
      const part = Buffer.alloc(256 * 1024);
      const more = () => {
        while (written < 400 && response.write(part)) written++;
        if (written < 400) response.once('drain', () => (written++, more()));
        else response.end();
      };
      more();
    });
    const answer = await call('files/file_1/content');
    const reader = answer.body?.getReader();
    await reader?.read();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(written).toBeLessThan(200);
    let size = 0;
    for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) size += next.value.length;
    expect(written).toBe(400);
    expect(size).toBeGreaterThan(399 * 256 * 1024 - 70_000);
  });
});

it('ends the call at the source when the caller leaves', async () => {
  const { call, host } = await passTo((_request, response) => response.writeHead(200).write('{'));
  const leaving = new AbortController();
  const answer = await call('threads/t1', { signal: leaving.signal });
  expect(host.open()).toBe(1);
  leaving.abort();
  await expect(answer.text()).rejects.toThrow();
  await vi.waitFor(() => expect(host.open()).toBe(0));
});
