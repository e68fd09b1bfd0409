import { expect, it, vi } from 'vitest';
import { hitPageSchema, sharePreviewSchema } from '#lib/contract/share-schema.ts';
import type { Archive } from '#lib/server/archive/archive.ts';
import { fakeArchive } from '#lib/server/archiving/fake-archive.ts';
import { makeAccessToken } from '#lib/server/auth/access-tokens.ts';
import { GET as previewHits } from './preview/[preview]/hits/route.ts';
import { POST as preview } from './preview/route.ts';
import { call, KEY, keepRun, object, SOURCE, write } from './share-fixture.ts';

let archive: Archive;
vi.mock('#lib/server/archiving/the-archive.ts', () => ({ theArchive: async () => archive }));

const RUN = object('run', 'run_1', { status: 'completed', instructions: 'Mail ada@example.com.' });

it('a preview tells the hits that its answer does not hold page by page', async () => {
  archive = fakeArchive();
  const mails = Array.from({ length: 4_100 }, (_, i) => `mail${i}@example.com`);
  await keepRun(archive, [RUN, object('message', 'msg_2', { role: 'assistant', content: mails.join(' ') })], {});
  const made = await write(preview, '/api/shares/preview', { source: SOURCE, key: KEY });
  const { id, hits, total } = sharePreviewSchema.parse(await made.json());
  expect([hits.length, total]).toEqual([2_000, 4_101]);
  const found = hits.map(({ text }) => text);
  for (let cursor: string | null = '2000'; cursor !== null; ) {
    const answer = await call(previewHits, `/api/shares/preview/${id}/hits?cursor=${cursor}`, { preview: id });
    const page = hitPageSchema.parse(await answer.json());
    expect(page.total).toBe(total);
    found.push(...page.items.map(({ text }) => text));
    cursor = page.nextCursor;
  }
  expect(found).toEqual(['ada@example.com', ...mails]);
  const odd = await call(previewHits, `/api/shares/preview/${id}/hits?cursor=-1`, { preview: id });
  expect(odd.status).toBe(400);
  const { token: bob } = await makeAccessToken({ name: 'test', role: 'sharer', owner: 'bob', expiresAt: null });
  const theirs = await call(previewHits, `/api/shares/preview/${id}/hits`, { preview: id }, { as: bob });
  expect(theirs.status).toBe(404);
});
