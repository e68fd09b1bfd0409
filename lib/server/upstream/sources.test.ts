import { inspect } from 'node:util';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

const asked = vi.hoisted(() => [] as string[]);

vi.mock('./sample/handler.ts', () => ({
  handleSampleRequest: async (request: Request) => {
    asked.push(`${request.method} ${request.url} ${request.headers.get('openai-beta')}`);
    return Response.json({ id: 'thread_1', object: 'thread', created_at: 1_700_000_000, metadata: {} });
  },
}));

const forget = () => Reflect.deleteProperty(globalThis, Symbol.for('runlens.environment'));

beforeEach(() => {
  vi.resetModules();
  forget();
});
afterEach(() => {
  vi.unstubAllEnvs();
  forget();
});

it('has the sample alone when nothing is configured, and asks it in this process', async () => {
  const { allSources, getSource } = await import('./sources.ts');
  expect(allSources().map(({ id, name, baseUrl, address }) => ({ id, name, baseUrl, address }))).toEqual([
    { id: 'sample', name: 'Sample', baseUrl: null, address: null },
  ]);
  const sample = getSource('sample');
  expect((await sample.reader.getThread('thread_1', new AbortController().signal)).id).toBe('thread_1');
  expect(asked).toEqual(['GET http://sample.invalid/v1/threads/thread_1 assistants=v2']);
  expect(sample.capabilities().find((one) => one.name === 'thread')?.state).toBe('available');
  sample.forgetCapabilities();
  expect(sample.capabilities().every((one) => one.state === 'unknown')).toBe(true);
});

it('lists the configured sources in order, the sample last, with an address and no key', async () => {
  const source = (id: string) => ({
    id,
    dialect: 'assistants',
    baseUrl: `https://${id}.example:8443/api/v1`,
    query: { code: 'query-secret' },
    auth: { type: 'bearer', env: 'ONE_KEY' },
  });
  vi.stubEnv('RUNLENS_SOURCES', JSON.stringify([source('b'), source('a')]));
  vi.stubEnv('ONE_KEY', 'the-key-of-both');
  vi.stubEnv('RUNLENS_SAMPLE', '1');
  const { allSources, getSource } = await import('./sources.ts');
  expect(allSources().map((one) => one.id)).toEqual(['b', 'a', 'sample']);
  expect(getSource('a')).toMatchObject({ name: 'a', address: 'a.example:8443/api/v1' });
  expect(inspect(allSources(), { depth: 9 })).not.toMatch(/the-key-of-both|query-secret/);
  expect(() => getSource('c')).toThrow('No source of that ID');
});

it('shares what it learnt between copies of the module', async () => {
  const first = await import('./sources.ts');
  await first.getSource('sample').reader.getThread('thread_1', new AbortController().signal);
  vi.resetModules();
  const copy = await import('./sources.ts');
  expect(copy.getSource).not.toBe(first.getSource);
  expect(
    copy
      .getSource('sample')
      .capabilities()
      .find((one) => one.name === 'thread')?.state,
  ).toBe('available');
});

it('throws the configuration error, and again, when the configuration cannot be used', async () => {
  vi.stubEnv('PORT', 'x');
  const { allSources } = await import('./sources.ts');
  expect(() => allSources()).toThrow('PORT: must be a whole number');
  expect(() => allSources()).toThrow('PORT: must be a whole number');
});
