import { expect, it, vi } from 'vitest';
import { call, keepRun, KEY, object, SOURCE } from '#app/api/shares/share-fixture.ts';
import { runGroupPageSchema } from '#lib/contract/run-find-schema.ts';
import { runRowPageSchema } from '#lib/contract/run-row-schema.ts';
import { readExactJson } from '#lib/domain/exact-json.ts';
import type { Archive } from '#lib/server/archive/archive.ts';
import { fakeArchive } from '#lib/server/archiving/fake-archive.ts';
import * as groups from './groups/route.ts';
import * as runs from './route.ts';

const archive: Archive = fakeArchive();
vi.mock('#lib/server/archiving/the-archive.ts', () => ({ theArchive: async () => archive }));

it('rows and groups have numbers in the digits of their source, as the pages read them', async () => {
  const run = object('run', 'run_1', { status: 'failed', temperature: 'X', last_error: { code: 'c', message: 'm' } });
  await keepRun(archive, [{ ...run, text: run.text.replace('"X"', '1.0') }]);
  const read = async (get: typeof runs.GET, path: string) => readExactJson(await (await call(get, path)).text());
  const list = runRowPageSchema.parse(await read(runs.GET, `/api/runs?source=${SOURCE}`));
  expect(list.items.map(({ key, temperature }) => [key, temperature])).toEqual([[KEY, { $number: '1.0' }]]);
  const alike = runGroupPageSchema.parse(await read(groups.GET, `/api/runs/groups?by=thread&source=${SOURCE}`));
  expect(alike.items.map(({ newest }) => newest.temperature)).toEqual([{ $number: '1.0' }]);
});
