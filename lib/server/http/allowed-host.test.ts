import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { isAllowedHost, publicOrigin } from './allowed-host.ts';

const ENVIRONMENT = Symbol.for('runlens.environment');
const forget = () => Reflect.deleteProperty(globalThis, ENVIRONMENT);

beforeEach(forget);
afterEach(() => {
  forget();
  vi.unstubAllEnvs();
});

it.each(['localhost', 'localhost:3000', 'LOCALHOST:1', '127.0.0.1', '127.0.0.1:65535', '[::1]', '[::1]:3000'])(
  'takes %s',
  (host) => expect(isAllowedHost(host)).toBe(true),
);

it.each([
  null,
  '',
  'evil.example',
  'localhost.evil.example',
  'localhost@evil.example',
  'a localhost',
  '127.0.0.1.evil.example',
  '127.1',
  '127.0.0.evil',
  'localhost:',
  'localhost:3000:1',
  '[::1',
  '::1',
  '0.0.0.0:3000',
  'localhost/',
  'localhost,evil.example',
])('refuses %s', (host) => expect(isAllowedHost(host)).toBe(false));

it('takes the address of this machine that it listens on', () => {
  expect(isAllowedHost('127.0.0.2:3000')).toBe(false);
  forget();
  vi.stubEnv('RUNLENS_HOST', '127.0.0.2');
  expect(['127.0.0.2:3000', '127.0.0.3:3000'].map(isAllowedHost)).toEqual([true, false]);
});

it('takes the host of RUNLENS_PUBLIC_URL with its port, or the standard one', () => {
  vi.stubEnv('RUNLENS_PUBLIC_URL', 'https://runs.example.org');
  expect(publicOrigin()).toBe('https://runs.example.org');
  expect(['runs.example.org', 'Runs.Example.org:443'].map(isAllowedHost)).toEqual([true, true]);
  expect(['runs.example.org:8443', 'x.runs.example.org', 'example.org'].map(isAllowedHost)).toEqual([
    false,
    false,
    false,
  ]);
  forget();
  vi.stubEnv('RUNLENS_PUBLIC_URL', 'http://runs.example.org:8080');
  expect(['runs.example.org:8080', 'runs.example.org'].map(isAllowedHost)).toEqual([true, false]);
});
