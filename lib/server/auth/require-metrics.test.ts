import { afterEach, expect, it, vi } from 'vitest';
import { requireMetricsReader } from './require-metrics.ts';

const TOLD = Symbol.for('runlens.peer-told');

function configure(token: string, told = true): void {
  vi.stubEnv('RUNLENS_METRICS_TOKEN', token);
  Reflect.deleteProperty(globalThis, Symbol.for('runlens.environment'));
  Reflect.set(globalThis, TOLD, { yes: told });
}
afterEach(() => {
  configure('');
  vi.unstubAllEnvs();
  Reflect.deleteProperty(globalThis, TOLD);
});

const asked = (headers: Record<string, string>) => () => requireMetricsReader(new Headers(headers));
const from = (address: string, forwarded = '0', more: Record<string, string> = {}) =>
  asked({ 'x-runlens-peer': address, 'x-runlens-forwarded': forwarded, ...more });

it('without a token they are for programs on this machine that no proxy stands before', () => {
  configure('');
  for (const address of ['127.0.0.1', '::1', '::ffff:127.0.0.1', '127.8.8.8']) expect(from(address)).not.toThrow();
  for (const address of ['10.0.0.1', '', 'localhost', '::ffff:10.0.0.1', '1270.0.0.1'])
    expect(from(address)).toThrow('same machine');
  expect(from('127.0.0.1', '1')).toThrow('same machine');
  expect(from('10.0.0.1', '0', { 'x-forwarded-for': '127.0.0.1', host: 'localhost' })).toThrow('same machine');
  configure('', false);
  expect(from('127.0.0.1')).toThrow('same machine');
});

it('with a token they are for whoever presents it, from anywhere', () => {
  const token = 'metrics-token-0123456789';
  configure(token);
  expect(from('10.0.0.1', '1', { authorization: `Bearer ${token}` })).not.toThrow();
  expect(from('10.0.0.1', '1', { authorization: `bearer  ${token}` })).not.toThrow();
  for (const authorization of [
    '',
    token,
    `Basic ${token}`,
    `Bearer ${token}x`,
    `Bearer ${token.slice(1)}`,
    'Bearer ',
  ]) {
    expect(from('127.0.0.1', '0', { authorization }), authorization).toThrow('RUNLENS_METRICS_TOKEN');
  }
});
