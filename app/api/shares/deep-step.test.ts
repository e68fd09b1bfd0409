import { expect, it, vi } from 'vitest';
import { GET as sharedSteps } from '#app/api/shared/[token]/steps/route.ts';
import { newShareSchema, sharePageSchema, sharePreviewSchema } from '#lib/contract/share-schema.ts';
import type { Archive } from '#lib/server/archive/archive.ts';
import { fakeArchive } from '#lib/server/archiving/fake-archive.ts';
import { POST as preview } from './preview/route.ts';
import { GET, POST } from './route.ts';
import { call, KEY, keepRun, object, SOURCE, write } from './share-fixture.ts';

const archive: Archive = fakeArchive();
vi.mock('#lib/server/archiving/the-archive.ts', () => ({ theArchive: async () => archive }));

const DEEP = `${'{"a":['.repeat(150)}"bob@example.com"${']}'.repeat(150)}`;

it('a step that nests too deeply is shared without that part, which recipient and maker are told', async () => {
  const type = 'tool_calls';
  const details = { type, tool_calls: [] };
  const step = object('step', 'step_2', { type, status: 'completed', step_details: details, odd: 'X' });
  const run = object('run', 'run_1', { status: 'completed' });
  await keepRun(archive, [run, { ...step, text: step.text.replace('"X"', DEEP) }]);
  const body = { source: SOURCE, key: KEY };
  const asked = await write(preview, '/api/shares/preview', body);
  expect(sharePreviewSchema.parse(await asked.json()).summary.tooDeep).toBe(1);
  const { token, redaction } = newShareSchema.parse(await (await write(POST, '/api/shares', body)).json());
  expect(redaction.tooDeep).toBe(1);
  const text = await (await call(sharedSteps, `/api/shared/${token}/steps`, { token })).text();
  expect(text).toContain('"step_2"');
  expect(text).toContain('Nested deeper than 200 levels, so it is not part of this copy.');
  expect(text).not.toContain('example.com');
  const links = sharePageSchema.parse(await (await call(GET, '/api/shares')).json());
  expect(links.items.map((link) => link.redaction.tooDeep)).toEqual([1]);
});
