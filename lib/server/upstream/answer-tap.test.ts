import { afterEach, describe, expect, it, vi } from 'vitest';
import { fail } from '../../domain/failure.ts';
import type { Json } from '../../domain/json.ts';
import { collectingUpstream, onWireObjects, tapUpstream } from './answer-tap.ts';
import { assistantsDialect as dialect } from './assistants/dialect.ts';
import type { Upstream, UpstreamRequest } from './upstream-fetch.ts';
import type { WireObject } from './wire-store.ts';

const { signal } = new AbortController();
const request = (path: string, query: [string, string][] = []): UpstreamRequest => ({
  capability: 'run',
  path: path.split('/'),
  query,
  sizedBy: 'limit',
  signal,
});

let number = 0;
function aSource(answer: (path: string) => Json) {
  const asked: string[] = [];
  const upstream: Upstream = {
    async getJson({ path }) {
      asked.push(path.join('/'));
      const value = answer(path.join('/'));
      return { value, text: JSON.stringify(value) };
    },
    getBytes: async () => fail('not_found', 'no'),
  };
  return { id: `tapped${number++}`, upstream, asked };
}

const heard: [string, string][] = [];
const hear = (source: string, objects: WireObject[]) =>
  heard.push(...objects.map((one): [string, string] => [source, one.id]));
const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
  heard.length = 0;
  vi.useRealTimers();
});
const immediate = () => new Promise((resolve) => setImmediate(resolve));

describe('the tap', () => {
  it('lets every listener hear the objects after the asker has the answer, lists oldest first', async () => {
    const { id, upstream } = aSource((path) => (path.endsWith('runs') ? [{ id: 'run_b' }, { id: 'run_a' }] : {}));
    const tapped = tapUpstream(upstream, id, dialect);
    await tapped.getJson(request('threads/thread_1'));
    ends.push(onWireObjects(hear));
    await tapped.getJson(request('threads/thread_1/runs', [['order', 'desc']]));
    expect(heard).toEqual([]);
    await immediate();
    expect(heard).toEqual([
      [id, 'run_a'],
      [id, 'run_b'],
    ]);
    ends.pop()?.();
    await tapped.getJson(request('threads/thread_1/runs'));
    await immediate();
    expect(heard).toHaveLength(2);
  });

  it('gives the answer and the failure whatever a listener does', async () => {
    const { id, upstream } = aSource((path) =>
      path === 'threads/thread_x' ? fail('not_found', 'gone') : { id: 'thread_1' },
    );
    const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    ends.push(
      onWireObjects(() => {
        throw new Error('broken listener');
      }),
    );
    const tapped = tapUpstream(upstream, id, dialect);
    expect((await tapped.getJson(request('threads/thread_1'))).value).toEqual({ id: 'thread_1' });
    await expect(tapped.getJson(request('threads/thread_x'))).rejects.toThrow('gone');
    await immediate();
    expect(warned).toHaveBeenCalledOnce();
    warned.mockRestore();
  });
});

describe('the collector', () => {
  it('takes recent answers of the same call whatever their size, and asks for older ones', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: 1_000_000 });
    const { id, upstream, asked } = aSource(() => [{ id: 'step_1' }]);
    ends.push(onWireObjects(hear));
    const steps = 'threads/thread_1/runs/run_1/steps';
    await tapUpstream(upstream, id, dialect).getJson(request(steps, [['limit', '5']]));
    const found: string[] = [];
    let since = 1_000_000;
    const collector = collectingUpstream(
      upstream,
      id,
      dialect,
      (objects) => found.push(...objects.map((one) => one.id)),
      () => since,
    );
    const again = (query: [string, string][] = [['limit', '100']]) => collector.getJson(request(steps, query));
    await again();
    expect(asked).toHaveLength(1);
    expect(found).toEqual(['step_1']);
    await again([['after', 'step_1']]);
    expect(asked).toHaveLength(2);
    since = 1_000_001;
    await again();
    expect(asked).toHaveLength(3);
    since = 0;
    vi.setSystemTime(1_000_000 + 61_000);
    await again();
    expect(asked).toHaveLength(4);
    await immediate();
    expect(heard).toEqual([[id, 'step_1']]);
  });
});
