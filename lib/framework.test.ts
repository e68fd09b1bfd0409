import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { readProject } from './scripts/architecture/read-project.ts';

const root = new URL('../', import.meta.url);

/** The first release of the framework without the holes that the security notes name. */
const LEAST = [16, 3, 3];

it('the framework that is locked is not older than it may be', () => {
  const lock = JSON.parse(readFileSync(new URL('package-lock.json', root), 'utf8')) as {
    packages: Record<string, { version: string }>;
  };
  const copies = Object.entries(lock.packages).filter(([path]) => /(?:^|\/)node_modules\/next$/.test(path));
  expect(copies.length).toBeGreaterThan(0);
  for (const [path, { version }] of copies) {
    const parts = version.split(/[.-]/).map(Number);
    const order = LEAST.map((least, i) => Math.sign((parts[i] ?? 0) - least)).find((sign) => sign !== 0) ?? 0;
    expect(order, `${path} is ${version}`).toBeGreaterThanOrEqual(0);
  }
});

it('nothing is rewritten to elsewhere, no image is fetched for anybody, and pages have no actions', async () => {
  const { default: config } = (await import(new URL('next.config.mjs', root).href)) as {
    default: Record<string, unknown>;
  };
  expect(config).toMatchObject({ images: { unoptimized: true }, poweredByHeader: false });
  expect(Object.keys(config)).not.toContain('rewrites');
  expect(Object.keys(config)).not.toContain('redirects');
  const { code } = await readProject(resolve(import.meta.dirname, '..'));
  const actions = code.filter(({ source }) => /^\s*['"]use server['"]/m.test(source));
  expect(actions.map(({ path }) => path)).toEqual([]);
});
