import { afterEach, expect, it, vi } from 'vitest';
import { fail } from '../../domain/failure.ts';
import { Secret } from '../secret.ts';
import type { SourceConfig } from '../source-config.ts';
import { sendJson, startLoopbackHost } from '../upstream/loopback-host.ts';
import { createSource, type Source } from '../upstream/sources.ts';
import { reachOf } from './reach.ts';
import { installationSettings, sourceSettings } from './source-settings.ts';

const ground = vi.hoisted(() => ({ sources: new Map<string, Source>() }));
vi.mock('../upstream/sources.ts', async (original) => ({
  ...(await original<object>()),
  getSource: (id: string) => ground.sources.get(id) ?? fail('not_found', 'No source of that ID is configured here.'),
  allSources: () => [...ground.sources.values()],
}));

const { signal } = new AbortController();
const LIST = { object: 'list', data: [], has_more: false, first_id: null, last_id: null };
let count = 0;

function sourceAt(baseUrl: string, more: Partial<SourceConfig> = {}): string {
  const id = `reached${count++}`;
  const auth = { type: 'bearer' as const, secret: new Secret('sk-reach-0123456789') };
  const config = { id, name: 'Production', dialect: 'assistants', baseUrl, query: {}, headers: {}, auth, ...more };
  ground.sources.set(id, createSource(config));
  return id;
}

afterEach(() => {
  ground.sources.clear();
  vi.unstubAllEnvs();
  for (const name of ['reach', 'environment']) Reflect.deleteProperty(globalThis, Symbol.for(`runlens.${name}`));
});

it('a source that lists its threads answers, and is asked once for everybody who looks', async () => {
  const host = await startLoopbackHost((_request, response) => sendJson(response, LIST));
  const id = sourceAt(host.baseUrl);
  const both = await Promise.all([reachOf(id, signal), reachOf(id, signal)]);
  expect(both.map(({ state, message }) => [state, message])).toEqual([
    ['reachable', null],
    ['reachable', null],
  ]);
  expect(host.asked).toHaveLength(1);
});

it('a source that cannot list them answers as well: that a thread is not there is an answer', async () => {
  const host = await startLoopbackHost((request, response) => {
    const error = { error: { message: 'No thread found' } };
    sendJson(response, error, /\/threads\?/.test(request.url ?? '') ? 405 : 404);
  });
  expect(await reachOf(sourceAt(host.baseUrl), signal)).toMatchObject({ state: 'reachable', message: null });
  expect(host.asked).toHaveLength(2);
});

it.each([
  [401, 'key_refused'],
  [403, 'key_refused'],
  [500, 'unreachable'],
])('an answer of %d means %s, and says why without the key', async (status, state) => {
  const error = { error: { message: 'Incorrect key sk-reach-0123456789' } };
  const host = await startLoopbackHost((_request, response) => sendJson(response, error, status));
  const reach = await reachOf(sourceAt(host.baseUrl), signal);
  expect([reach.state, reach.message]).toEqual([state, expect.stringMatching(/\w{3}/)]);
  expect(reach.message).not.toContain('sk-reach');
});

it('nobody at the other end, a source without a key and one that is not there', async () => {
  const host = await startLoopbackHost((_request, response) => response.destroy());
  expect(await reachOf(sourceAt(host.baseUrl), signal)).toMatchObject({ state: 'unreachable' });
  const without = sourceAt(host.baseUrl, { auth: { type: 'passthrough' } });
  expect(await reachOf(without, signal)).toMatchObject({ state: 'unasked', message: null });
  await expect(reachOf('nowhere', signal)).rejects.toMatchObject({ failure: { code: 'not_found' } });
});

it('settings hold names, never a key or a value', () => {
  const source = {
    id: 'prod',
    dialect: 'assistants',
    baseUrl: 'https://host.example/v1',
    headers: { 'x-team': 'value-of-team' },
    query: { 'api-version': 'value-of-version' },
    auth: { type: 'header', name: 'api-key', env: 'KEY_OF_PROD' },
  };
  vi.stubEnv('RUNLENS_SOURCES', JSON.stringify([source]));
  vi.stubEnv('KEY_OF_PROD', 'value-of-key-0123456789');
  vi.stubEnv('RUNLENS_PROXY_TOKEN', 'value-of-proxy-0123456789');
  vi.stubEnv('RUNLENS_AUDIT_DAYS', '30');
  ground.sources.set('prod', createSource({ ...source, name: 'P', auth: { type: 'none' } }));
  expect(sourceSettings()).toEqual([
    { id: 'prod', auth: 'header', authDetail: 'api-key', headers: ['x-team'], query: ['api-version'] },
  ]);
  const installation = installationSettings();
  expect(installation).toMatchObject({ archive: 'off', auditDays: 30, operate: false, proxyToken: true });
  expect(JSON.stringify([sourceSettings(), installation])).not.toContain('value-of');
});
