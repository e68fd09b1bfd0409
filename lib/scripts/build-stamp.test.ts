import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { sourceHash } from './build-stamp.ts';

const folder = mkdtempSync(join(tmpdir(), 'runlens-stamp-'));
afterAll(() => rmSync(folder, { recursive: true }));
mkdirSync(join(folder, 'app', '[id]'), { recursive: true });
const write = (path: string, text: string) => writeFileSync(join(folder, path), text);
write('package.json', '{}');
write('app/[id]/page.tsx', 'a');

test('the hash follows what the build reads and nothing else', async () => {
  const before = await sourceHash(folder);
  write('app/[id]/page.test.tsx', 'a test');
  write('README.md', 'words');
  expect(await sourceHash(folder)).toBe(before);
  write('app/[id]/page.tsx', 'b');
  const changed = await sourceHash(folder);
  expect(changed).not.toBe(before);
  write('app/[id]/other.tsx', '');
  const added = await sourceHash(folder);
  expect(added).not.toBe(changed);
  write('package.json', '{ }');
  expect(await sourceHash(folder)).not.toBe(added);
});
