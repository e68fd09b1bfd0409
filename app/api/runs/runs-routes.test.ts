import { describe, expect, it, vi } from 'vitest';
import type * as z from 'zod/mini';
import {
  filterValuesSchema,
  runGroupPageSchema,
  runHistogramSchema,
  runTotalSchema,
} from '#lib/contract/run-find-schema.ts';
import { runRowPageSchema } from '#lib/contract/run-row-schema.ts';
import * as groups from './groups/route.ts';
import * as histogram from './histogram/route.ts';
import * as runs from './route.ts';
import * as total from './total/route.ts';
import * as values from './values/route.ts';

vi.mock('#lib/server/archiving/the-archive.ts', () => ({ theArchive: async () => null }));

type Get = typeof runs.GET;

async function ask(get: Get, query: string) {
  const request = new Request(`http://localhost:3000/api/x?${query}`, { headers: { host: 'localhost:3000' } });
  const response = await get(request, { params: Promise.resolve({}) });
  return { status: response.status, body: (await response.json()) as unknown };
}

async function read<T>(get: Get, query: string, schema: z.ZodMiniType<T>): Promise<T> {
  const { status, body } = await ask(get, query);
  expect(status).toBe(200);
  return schema.parse(body);
}

describe('the runs of the sample', () => {
  it('are listed, counted, grouped and offered to filters in the shapes of the contract', async () => {
    await vi.waitFor(async () => expect((await read(runs.GET, '', runRowPageSchema)).total).toBeGreaterThan(20), {
      timeout: 20_000,
      interval: 200,
    });
    const list = await read(runs.GET, 'status=failed&limit=2', runRowPageSchema);
    expect(list.items).toHaveLength(2);
    expect(list.items.every((run) => run.status === 'failed' && run.source === 'sample')).toBe(true);
    const count = await read(total.GET, 'status=failed', runTotalSchema);
    const alike = await read(groups.GET, 'by=failure&limit=100&status=failed', runGroupPageSchema);
    expect(alike.items.reduce((sum, group) => sum + group.count, 0)).toBe(count.total);
    const offered = await read(values.GET, 'of=status', filterValuesSchema);
    expect(offered.items.find(({ value }) => value === 'failed')?.count).toBe(count.total);
    const time = await read(histogram.GET, 'status=failed&buckets=10', runHistogramSchema);
    expect(time.items?.reduce((sum, { failed }) => sum + failed, 0)).toBe(count.total);
    expect(time.items?.length).toBeLessThanOrEqual(10);
  });

  it('refuses what it cannot mean and reads past what it cannot read', async () => {
    expect((await ask(groups.GET, 'by=colour')).status).toBe(400);
    expect((await ask(values.GET, 'of=colour')).status).toBe(400);
    expect((await ask(runs.GET, 'cursor=nonsense')).status).toBe(400);
    const time = await read(histogram.GET, 'buckets=many&from=yesterday&status=', runHistogramSchema);
    expect(time.items?.length).toBeGreaterThan(10);
    expect((await read(runs.GET, 'limit=1000000', runRowPageSchema)).items.length).toBeLessThanOrEqual(100);
  });
});
