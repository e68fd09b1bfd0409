import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ConnectionListener } from './event-connection.ts';
import { leadByAgreement, type TabChannel } from './leader.ts';
import type { Transport } from './live-state.ts';
import { LiveTab, type Watch } from './live-tab.ts';
import type { LiveNews } from './tab-words.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Browser tabs that talk to each other, with the connections that they open. */
class Tabs {
  readonly open: { path: string; from: string | null; on: ConnectionListener; last: string | null }[] = [];
  readonly #hearers = new Map<string, Set<(word: unknown) => void>>();
  #gone = new Set<string>();

  channel(tab: string, topic: string): TabChannel {
    const mine = `${tab} ${topic}`;
    return {
      post: (word) => {
        if (this.#gone.has(tab)) return;
        for (const [name, hearers] of this.#hearers)
          if (name !== mine && name.endsWith(` ${topic}`)) for (const hear of hearers) hear(structuredClone(word));
      },
      listen: (hear) => {
        const hearers = this.#hearers.get(mine) ?? new Set();
        this.#hearers.set(mine, hearers.add(hear));
        return () => void hearers.delete(hear);
      },
    };
  }

  /** A tab that shows a run, or with null the list. */
  tab(name: string, run: string | null) {
    const heard: LiveNews[] = [];
    const told: Transport[] = [];
    const state = { visible: true };
    let changed = () => {};
    const live = new LiveTab({
      tab: name,
      channel: this.channel(name, 'live'),
      lead: leadByAgreement(this.channel(name, 'lead'), name),
      connect: (path, from, on) => {
        const connection = { path, from, on, last: from };
        this.open.push(connection);
        on.onState({ mode: 'open' });
        return { close: () => void this.open.splice(this.open.indexOf(connection), 1), lastId: () => connection.last };
      },
      visible: () => state.visible,
      onVisible: (listener) => (changed = listener),
      tell: (transport) => told.push(transport),
    });
    const watch: Watch = { run, hear: (news) => heard.push(...news) };
    const stop = live.watch(watch);
    const see = (visible: boolean) => {
      state.visible = visible;
      changed();
    };
    const vanish = () => {
      // Its timers go on here, but nobody hears it any more.
      this.#gone.add(name);
      for (const key of this.#hearers.keys()) if (key.startsWith(`${name} `)) this.#hearers.delete(key);
    };
    return { heard, told, live, stop, see, vanish, mode: () => told.at(-1)?.mode };
  }

  get only() {
    const [only] = this.open;
    if (!only || this.open.length > 1) throw new Error(`${this.open.length} connections are open`);
    return only;
  }
}

const paths = (tabs: Tabs) => tabs.only.path;
const RUN = { id: 'run_a', source: 's', key: 't.a' };

test('tabs share one connection for all that they show', { timeout: 30_000 }, async () => {
  const tabs = new Tabs();
  const a = tabs.tab('a', 's/t.a');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(paths(tabs)).toBe('/api/runs/events?run=s%2Ft.a&list=0');
  const b = tabs.tab('b', 's/t.b');
  const c = tabs.tab('c', null);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(new URLSearchParams(paths(tabs).split('?')[1]).getAll('run').sort()).toEqual(['s/t.a', 's/t.b']);
  expect(paths(tabs)).not.toContain('list=0');
  expect([a.mode(), b.mode(), c.mode()]).toEqual(['events', 'events', 'events']);
  const error = { code: 'x', message: 'y' };
  const data = (key: string) => JSON.stringify({ source: 's', key, error });
  tabs.only.on.onEvents([
    { type: 'error', id: 'e.1', data: data('t.b') },
    { type: 'snapshot', id: 'e.1', data: '{"list":{}}' },
    { type: 'made_up', id: null, data: data('t.a') },
    { type: 'error', id: null, data: 'not json' },
    { type: 'run_changed', id: null, data: JSON.stringify({ source: 's', key: 't.a', run: RUN }) },
  ]);
  await vi.advanceTimersByTimeAsync(10);
  vi.useRealTimers();
  const told = [{ of: 'run', source: 's', key: 't.b', event: { type: 'error', error } }];
  await vi.waitFor(() => expect(b.heard).toEqual(told), { timeout: 20_000 });
  expect(c.heard).toEqual([{ of: 'list' }]);
  // What is not what the contract says goes no further.
  expect(a.heard).toEqual([]);
});

test('a run that another tab shows already is sent whole to the tab that comes; one that nobody shows is left', async () => {
  const tabs = new Tabs();
  tabs.tab('a', 's/t.a');
  await vi.advanceTimersByTimeAsync(1_000);
  tabs.only.last = 'e.7';
  const b = tabs.tab('b', 's/t.a');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(tabs.only.from).toBeNull();
  const c = tabs.tab('c', 's/t.c');
  await vi.advanceTimersByTimeAsync(1_000);
  tabs.only.last = 'e.9';
  c.stop();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(paths(tabs)).toBe('/api/runs/events?run=s%2Ft.a&list=0');
  // Nothing was missed meanwhile.
  expect(tabs.only.from).toBe('e.9');
  b.live.again();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(tabs.only.from).toBeNull();
});

test('hidden tabs hold nothing, and the connection moves to another tab that is seen', async () => {
  const tabs = new Tabs();
  const a = tabs.tab('a', 's/t.a');
  const b = tabs.tab('b', 's/t.b');
  await vi.advanceTimersByTimeAsync(3_000);
  a.see(false);
  expect(a.mode()).toBe('off');
  await vi.advanceTimersByTimeAsync(8_000);
  expect(paths(tabs)).toBe('/api/runs/events?run=s%2Ft.b&list=0');
  b.see(false);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(tabs.open).toHaveLength(0);
  a.see(true);
  await vi.advanceTimersByTimeAsync(8_000);
  expect(paths(tabs)).toBe('/api/runs/events?run=s%2Ft.a&list=0');
  expect([a.mode(), b.mode()]).toEqual(['events', 'off']);
});

test('a tab that vanishes while it leads is followed by another', async () => {
  const tabs = new Tabs();
  const a = tabs.tab('a', 's/t.a');
  const b = tabs.tab('b', 's/t.b');
  await vi.advanceTimersByTimeAsync(3_000);
  a.vanish();
  tabs.open.length = 0;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(tabs.open.some(({ path }) => path.includes('t.b'))).toBe(true);
  expect(b.mode()).toBe('events');
});
