import { afterEach, expect, it, vi } from 'vitest';
import { stepText } from './text-queries.ts';
import { ownerAccess } from './trace-access.ts';

afterEach(() => vi.unstubAllGlobals());

const all = ['\u001b[31mone', 'two', 'three', 'x'.repeat(10)];
const signal = new AbortController().signal;

/** A server that gives at most two lines an answer. */
function serve() {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (path: string) => {
    const url = new URL(path, 'http://localhost');
    asked.push(`${url.pathname} ${[...url.searchParams].map((pair) => pair.join('=')).join(' ')}`);
    const from = Number(url.searchParams.get('from') ?? 1);
    const to = Number(url.searchParams.get('to') ?? 0);
    const lines = url.searchParams.has('from') ? all.slice(from - 1, Math.min(to, from + 1)) : [];
    return Response.json({
      from,
      lines,
      cut: to >= 4 && from + lines.length > 4 ? [{ line: 4, length: 99 }] : [],
      colours: from > 1 ? '\u001b[31m' : '',
      total: 4,
      bytes: 30,
      hash: 'k3f9',
      ...(url.searchParams.has('find') ? { hits: { count: 7, places: [[3, 2]] } } : {}),
    });
  });
  return asked;
}

const text = stepText(ownerAccess('s', 'thread_a.run_a'), 'step_a', 'calls.0.outputs.1.logs');

it('opens with what is told of the whole, and reads lines until all are there', async () => {
  const asked = serve();
  const log = await text.open(signal);
  expect(log).toMatchObject({ total: 4, bytes: 30, hash: 'k3f9' });
  expect(log.peek(0)).toBeNull();
  const lines = await log.read(0, 4, signal);
  expect(lines.map((line) => line.plain)).toEqual(['one', 'two', 'three', 'xxxxxxxxxx']);
  expect(lines[2]?.pieces).toEqual([{ text: 'three', sequences: '\u001b[31m' }]);
  expect(lines.map((line) => line.missing)).toEqual([0, 0, 0, 89]);
  expect((await log.read(3, 9, signal)).map((line) => line.plain)).toEqual(['xxxxxxxxxx']);
  const path = '/api/runs/s/thread_a.run_a/steps/step_a/text path=calls.0.outputs.1.logs';
  expect(asked.slice(0, 3)).toEqual([`${path} from=1 to=1`, `${path} from=1 to=4`, `${path} from=3 to=4`]);
});

it('finds on the server and counts from 0', async () => {
  const asked = serve();
  const log = await text.open(signal);
  expect(await log.find('re', 4, 50, signal)).toEqual({ first: 4, count: 7, list: [{ line: 2, from: 1, to: 3 }] });
  expect(asked[1]).toMatch(/ find=re hit=5 limit=50$/);
  await log.find('a'.repeat(300), 0, 50, signal);
  expect(asked[2]?.endsWith(` find=${'a'.repeat(200)} hit=1 limit=50`)).toBe(true);
});

it('names the whole as a file', () => {
  expect(text.href).toBe('/api/runs/s/thread_a.run_a/steps/step_a/text?path=calls.0.outputs.1.logs&download=1');
});
