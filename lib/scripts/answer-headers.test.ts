import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { readAnswerHeaders, takeAnswerHeaders } from './answer-headers.ts';

test('headers of every answer are taken out of the routes; those of some addresses stay', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'runlens-headers-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const of = (source: string, key: string) => ({ source, headers: [{ key, value: `of ${source}` }], regex: '^/' });
  const headers = [of('/:path*', 'X-Frame-Options'), of('/s/:path*', 'Referrer-Policy'), of('/:path*', 'X-Other')];
  const manifest = join(folder, '.next', 'routes-manifest.json');
  await mkdir(join(folder, '.next'));
  await writeFile(manifest, JSON.stringify({ version: 3, headers, dynamicRoutes: [] }));
  await takeAnswerHeaders(folder);
  expect(JSON.parse(await readFile(manifest, 'utf8'))).toEqual({
    version: 3,
    headers: [headers[1]],
    dynamicRoutes: [],
  });
  expect(readAnswerHeaders(pathToFileURL(`${folder}/`))).toEqual({
    'x-frame-options': 'of /:path*',
    'x-other': 'of /:path*',
  });
});
