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
