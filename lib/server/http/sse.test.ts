import { describe, expect, test } from 'vitest';
import { fail } from '../../domain/failure.ts';
import { type SseFrame, sseResponse } from './sse.ts';

const frame = (id: string | null, data: object): SseFrame => ({ id, event: 'run_changed', data: JSON.stringify(data) });

async function* given(...batches: SseFrame[][]): AsyncGenerator<SseFrame[]> {
  for (const batch of batches) yield batch;
}

describe('server-sent events', () => {
  test('are whole, numbered and kept from being held back', async () => {
    const leave = new AbortController();
    const answer = sseResponse(given([frame('e.1', { a: '\n' }), frame(null, {})], [frame('e.2', {})]), 'req', leave);
    expect(answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(answer.headers.get('cache-control')).toContain('no-transform');
    expect(await answer.text()).toBe(
      'retry: 2000\n\nid: e.1\nevent: run_changed\ndata: {"a":"\\n"}\n\nevent: run_changed\ndata: {}\n\nid: e.2\nevent: run_changed\ndata: {}\n\n',
    );
    expect(leave.signal.aborted).toBe(true);
  });

  test('end with an error where they break off', async () => {
    async function* breaking(): AsyncGenerator<SseFrame[]> {
      yield [frame('e.1', {})];
      fail('upstream_timeout', 'Too slow.');
    }
    const text = await sseResponse(breaking(), 'req_1', new AbortController()).text();
    const error = { code: 'upstream_timeout', message: 'Too slow.', request_id: 'req_1' };
    expect(text.endsWith(`event: error\ndata: ${JSON.stringify({ error })}\n\n`)).toBe(true);
  });

  test('are kept alive by comments, and asked for only as fast as they are taken', async () => {
    const next = Promise.withResolvers<void>();
    let asked = 0;
    async function* slow(): AsyncGenerator<SseFrame[]> {
      asked++;
      await next.promise;
      yield [frame('e.1', {})];
      asked++;
      yield [frame('e.2', {})];
    }
    const leave = new AbortController();
    const reader = sseResponse(slow(), 'req', leave, 5).body?.getReader();
    const read = async () => new TextDecoder().decode((await reader?.read())?.value);
    expect(await read()).toBe('retry: 2000\n\n');
    expect(await read()).toBe(': hb\n\n');
    expect(await read()).toBe(': hb\n\n');
    expect(asked).toBe(1);
    next.resolve();
    let text = await read();
    while (text.startsWith(':')) text = await read();
    expect(text).toContain('e.1');
    await reader?.cancel();
    expect(leave.signal.aborted).toBe(true);
  });
});
