import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readDockerfile } from './dockerfile.ts';

const TEXT = `FROM node:24 AS build
WORKDIR /src
RUN npm ci

FROM node:24
WORKDIR /app
ENV A=1 B=x=y
COPY --from=build /src/out ./
USER node
VOLUME /data
HEALTHCHECK --interval=3s \\
  CMD ["node", "-e", "0"]
CMD ["node", "start.mjs"]
`;

test('the last stage of a Dockerfile is read', () => {
  expect(readDockerfile(TEXT)).toEqual({
    builtIn: '/src',
    folder: '/app',
    environment: { A: '1', B: 'x=y' },
    copies: [{ from: '/src/out', to: './' }],
    volume: '/data',
    user: 'node',
    healthcheck: ['node', '-e', '0'],
    command: ['node', 'start.mjs'],
  });
});

test('a form that could not be replayed is refused', () => {
  expect(() => readDockerfile(`${TEXT}COPY . .\n`)).toThrow('outside the build');
  expect(() => readDockerfile(`${TEXT}ADD a b\n`)).toThrow('unknown');
  expect(() => readDockerfile(`${TEXT}CMD node start.mjs\n`)).toThrow();
});

test('what the image is built from names nothing that it is not given', async () => {
  const top = join(import.meta.dirname, '..');
  const lines = (await readFile(join(top, '.dockerignore'), 'utf8')).split('\n').filter((line) => line !== '');
  const given = lines.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
  const left = lines.filter((line) => line.startsWith('**/*')).map((line) => line.slice('**/*'.length));
  expect(given).toContain('lib');
  expect(left).toContain('.test.ts');
  const missing: string[] = [];
  for await (const path of glob('{app,components,lib}/**/*.{ts,tsx}', { cwd: top })) {
    if (left.some((ending) => path.endsWith(ending))) continue;
    const source = await readFile(join(top, path), 'utf8');
    const named = source.matchAll(/(?:from|import\() ?'([^']+)'/g);
    for (const [, name = ''] of named) {
      const folder = /^#([a-z0-9]+)\//.exec(name)?.[1];
      if (left.some((ending) => name.endsWith(ending)) || (folder && !given.includes(folder)))
        missing.push(`${path}: ${name}`);
    }
  }
  expect(missing).toEqual([]);
});

test('nothing is compiled where it is installed: the image has no compiler', async () => {
  const read = (name: string) => readFile(join(import.meta.dirname, '..', name), 'utf8');
  expect(await read('.npmrc')).toMatch(/^ignore-scripts=true$/m);
  expect((await read('.dockerignore')).split('\n')).toContain('!.npmrc');
  const lines = (await read('Dockerfile')).split('\n');
  const copied = lines.findIndex((line) => /^COPY .*\.npmrc/.test(line));
  expect(copied).toBeGreaterThan(0);
  expect(copied).toBeLessThan(lines.findIndex((line) => line.startsWith('RUN npm ci')));
});
