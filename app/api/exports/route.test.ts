import { aRun, aStep } from '#lib/domain/domain-fixtures.ts';
import { fail } from '#lib/domain/failure.ts';
import { parseBundle } from '#lib/server/exports/bundle.ts';
import { type FakeData, fakeSource } from '#lib/server/runs/fake-source.ts';
import type { Source } from '#lib/server/upstream/sources.ts';
import { beforeEach, expect, test, vi } from 'vitest';
import { GET as exportRun } from '../runs/[source]/[key]/export/route.ts';
import { POST as exportRuns } from './route.ts';

const sources: Source[] = [];
vi.mock('#lib/server/archiving/reader-of.ts', () => ({
  readerOf: async (id: string) => sources.find((source) => source.id === id) ?? fail('not_found', 'No such source.'),
}));

let data: FakeData;
beforeEach(() => {
  const made = fakeSource('src', {
    runs: [aRun({ source: 'src', id: 'run_a' }), aRun({ source: 'src', id: 'run_b' })],
    steps: Array.from({ length: 300 }, (_, i) => aStep({ id: `step_${i}` })),
    texts: { step_250: JSON.stringify('x'.repeat(100_000)) },
  });
  data = made.data;
  sources.splice(0, sources.length, made.source);
});

const ORIGIN = 'http://localhost:3000';
const OWN = { host: 'localhost:3000', origin: ORIGIN, 'content-type': 'application/json', 'x-runlens': '1' };

function get(key: string, query: string): Promise<Response> {
  const request = new Request(`${ORIGIN}/api/runs/src/${key}/export?${query}`, { headers: { host: OWN.host } });
  return exportRun(request, { params: Promise.resolve({ source: 'src', key }) });
}

function post(body: unknown, headers: Record<string, string> = OWN): Promise<Response> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const request = new Request(`${ORIGIN}/api/exports`, { method: 'POST', headers, body: text });
  return exportRuns(request, { params: Promise.resolve({}) });
}

const runs = (n: number) =>
  Array.from({ length: n }, (_, i) => ({ source: 'src', key: `thread_a.run_${i === 0 ? 'a' : 'b'}` }));

test.each([
  ['', 'application/json; charset=utf-8', 'run_a.runlens.json'],
  ['format=md', 'text/markdown; charset=utf-8', 'run_a.md'],
  ['format=jsonl', 'application/x-ndjson; charset=utf-8', 'run_a.jsonl'],
])('a run by %j is a download with the headers of files', async (query, type, name) => {
  const answer = await get('thread_a.run_a', query);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe(type);
  expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${name}"; filename*=UTF-8''${name}`);
  expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox; frame-ancestors 'none'");
  expect(answer.headers.get('cache-control')).toContain('no-store');
  const text = await answer.text();
  if (name.endsWith('.runlens.json')) expect(parseBundle(text).objects).toHaveLength(303);
  else expect(text).toContain('run_a');
});

test.each([
  ['thread_a.run_a', 'format=pdf', 400, 'invalid_request'],
  ['thread_a.run_a', 'format=md&budget=499', 400, 'invalid_request'],
  ['thread_a.run_a', 'format=md&budget=1e5', 400, 'invalid_request'],
  ['a.b.c', 'format=md', 400, 'invalid_id'],
  ['thread_a.run_none', 'format=json', 404, 'not_found'],
  ['thread_a.run_none', 'format=md', 404, 'not_found'],
])('%s by %s is refused with %d', async (key, query, status, code) => {
  const answer = await get(key, query);
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-disposition')).toBeNull();
  expect(await answer.json()).toMatchObject({ error: { code } });
});

test('a budget is kept', async () => {
  const text = await (await get('thread_a.run_a', 'format=md&budget=600')).text();
  expect(text.length).toBeLessThanOrEqual(2400);
  expect(text).toContain('at most 600 tokens');
});

test('several runs are one file', async () => {
  const answer = await post({ runs: runs(2), format: 'json' });
  expect(answer.headers.get('content-disposition')).toContain('2-runs.runlens.json');
  expect(parseBundle(await answer.text()).runs).toEqual(runs(2));
});

test.each<[string, unknown, number, string]>([
  ['none', { runs: [], format: 'json' }, 400, 'invalid_request'],
  ['501', { runs: runs(501), format: 'json' }, 400, 'invalid_request'],
  ['no format', { runs: runs(1) }, 400, 'invalid_request'],
  ['a path for a source', { runs: [{ source: '../x', key: 'a' }], format: 'md' }, 400, 'invalid_request'],
  ['more fields', { runs: runs(1), format: 'md', url: 'http://x' }, 400, 'invalid_request'],
  ['no JSON', '{', 400, 'invalid_request'],
  ['2 MB', ' '.repeat(2_000_000), 413, 'payload_too_large'],
])('a body with %s is refused', async (_name, body, status, code) => {
  const answer = await post(body);
  expect(answer.status).toBe(status);
  expect(await answer.json()).toMatchObject({ error: { code } });
});

test.each<[string, Record<string, string>]>([
  ['another origin', { ...OWN, origin: 'http://evil.example' }],
  ['no custom header', { host: OWN.host, origin: ORIGIN, 'content-type': 'application/json' }],
  ['a form', { ...OWN, 'content-type': 'text/plain' }],
])('%s may not export', async (_name, headers) => {
  const answer = await post({ runs: runs(1), format: 'json' }, headers);
  expect(answer.status).toBe(403);
  expect(await answer.json()).toMatchObject({ error: { code: 'csrf' } });
  expect(data.calls).toEqual([]);
});

test('an export that breaks off does not end well', async () => {
  data.before = (method, id) => {
    if (method === 'getRaw' && id === 'step_299') fail('upstream_unreachable', 'The line is cut.');
  };
  const answer = await get('thread_a.run_a', 'format=json');
  expect(answer.status).toBe(200);
  await expect(answer.text()).rejects.toThrow('The line is cut.');
});
