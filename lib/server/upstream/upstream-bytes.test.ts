import type { ServerResponse } from 'node:http';
import { describe, expect, it, vi } from 'vitest';
import { isFailure } from '../../domain/failure.ts';
import { startLoopbackHost, stepsRequest } from './loopback-host.ts';

const REQUEST = { capability: 'file_content', path: ['files', 'file_1', 'content'] } as const;

async function readAll(body: ReadableStream<Uint8Array>): Promise<{ text: string; code: string | null }> {
  let text = '';
  try {
    for await (const chunk of body) text += Buffer.from(chunk).toString('latin1');
    return { text, code: null };
  } catch (error) {
    return { text, code: isFailure(error) ? error.failure.code : String(error) };
  }
}

it('gives the bytes and their number where it is promised', async () => {
  const { upstream } = await startLoopbackHost((request, response) => {
    expect(request.headers.accept).toBe('*/*');
    if (request.url?.includes('promised')) response.setHeader('content-length', '5');
    response.end('\x00\xffabc'.slice(0, 5), 'latin1');
  });
  const promised = await upstream.getBytes(stepsRequest({ ...REQUEST, query: [['q', 'promised']] }));
  expect(promised.bytes).toBe(5);
  expect(await readAll(promised.body)).toEqual({ text: '\x00\xffabc', code: null });
  const silent = await upstream.getBytes(stepsRequest({ ...REQUEST, query: [['q', 'chunked']] }));
  expect(silent.bytes === null || silent.bytes === 5).toBe(true);
  expect((await readAll(silent.body)).text).toBe('\x00\xffabc');
});

it('reads no faster than it is read', async () => {
  let sent = 0;
  const { upstream } = await startLoopbackHost((_, response) => {
    const more = () => {
      while (sent < 200_000_000 && response.write(Buffer.alloc(65_536))) sent += 65_536;
      if (sent >= 200_000_000) response.end();
    };
    response.on('drain', more);
    more();
  });
  const { body } = await upstream.getBytes(stepsRequest(REQUEST));
  await new Promise((later) => setTimeout(later, 150));
  expect(sent).toBeLessThan(50_000_000);
  await body.cancel();
});

describe('a body that goes wrong', () => {
  it.each(['promised', 'chunked', 'closing'])('errors when it is cut (%s)', async (kind) => {
    const headers: Record<string, string> = kind === 'promised' ? { 'content-length': '100' } : {};
    if (kind === 'closing') headers.connection = 'close';
    const { upstream } = await startLoopbackHost((_, response) => {
      response.writeHead(200, headers).write('abc');
      setTimeout(() => response.destroy(), 20);
    });
    const { body } = await upstream.getBytes(stepsRequest(REQUEST));
    expect(await readAll(body)).toEqual({ text: 'abc', code: 'upstream_invalid' });
  });

  it('errors when it falls silent or takes too long', async () => {
    const handler = (_: unknown, response: ServerResponse) => void response.writeHead(200).write('abc');
    const silent = await startLoopbackHost(handler, { limits: { idle: 100 } });
    const slow = await startLoopbackHost(handler, { limits: { bytes: 200 } });
    for (const host of [silent, slow]) {
      const { body } = await host.upstream.getBytes(stepsRequest(REQUEST));
      expect(await readAll(body)).toEqual({ text: 'abc', code: 'upstream_timeout' });
      await vi.waitFor(() => expect(host.open()).toBe(0));
    }
  });

  it('is given up when the asker leaves or cancels', async () => {
    const { upstream, open } = await startLoopbackHost((_, response) => void response.writeHead(200).write('abc'));
    const asker = new AbortController();
    const left = await upstream.getBytes(stepsRequest({ ...REQUEST, signal: asker.signal }));
    setTimeout(() => asker.abort(), 20);
    expect(await readAll(left.body)).toEqual({ text: 'abc', code: 'aborted' });
    const cancelled = await upstream.getBytes(stepsRequest(REQUEST));
    await cancelled.body.cancel();
    await vi.waitFor(() => expect(open()).toBe(0));
  });

  it('of a handler in this process ends with the asker too', async () => {
    const handler = async () => new Response(new ReadableStream({ pull: () => new Promise(() => undefined) }));
    const { upstream } = await startLoopbackHost(() => undefined, { handler });
    const asker = new AbortController();
    const { body } = await upstream.getBytes(stepsRequest({ ...REQUEST, signal: asker.signal }));
    setTimeout(() => asker.abort(), 10);
    expect((await readAll(body)).code).toBe('aborted');
  });
});
