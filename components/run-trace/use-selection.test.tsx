import { act, renderHook } from '@testing-library/react';
import { startTransition } from 'react';
import { expect, test, vi } from 'vitest';
import { aRun, aStep, functionCall } from '#lib/domain/domain-fixtures.ts';
import type { ToolCall } from '#lib/domain/tool-call.ts';
import { openTrace } from '#lib/domain/trace-state.ts';
import { navigation } from '../ui/fake-navigation.ts';
import { useSelection } from './use-selection.ts';

vi.mock('next/navigation', () => navigation);

test('a choice keeps what was in view, though that was said a moment before and is not drawn yet', () => {
  window.history.replaceState(null, '', '/runs/a/b');
  const state = openTrace({ run: aRun(), steps: { items: [], nextCursor: null, total: null } });
  const { result } = renderHook(() => useSelection(state));
  const time = { from: 1_000, to: 2_000, cut: null, follow: null, showIdle: false, gaps: [] };
  act(() => {
    const { setTime, setView, setDrawer } = result.current;
    startTransition(() => setTime(time));
    setView('conversation');
    setDrawer('ids');
  });
  expect(result.current).toMatchObject({ view: 'conversation', drawer: 'ids', time });
});

test('a link to a call that the step has not got selects the step, and the call once it comes', () => {
  window.history.replaceState(null, '', '/runs/a/b?step=one&call=1');
  const at = (...calls: ToolCall[]) => {
    const steps = { items: [aStep({ id: 'one', calls })], nextCursor: null, total: null };
    return openTrace({ run: aRun({ status: 'in_progress' }), steps });
  };
  const { result, rerender } = renderHook(useSelection, { initialProps: at(functionCall('f')) });
  expect(result.current.target).toEqual({ step: 'one', call: null });
  rerender(at(functionCall('f'), functionCall('g')));
  expect(result.current.target).toEqual({ step: 'one', call: 1 });
});

test('a replay that has come to its end follows the newest step again when it is set back', () => {
  window.history.replaceState(null, '', '/runs/a/b');
  const at = (status: string, ...ids: string[]) => {
    const steps = { items: ids.map((id) => aStep({ id })), nextCursor: null, total: null };
    return openTrace({ run: aRun({ status }), steps });
  };
  const { result, rerender } = renderHook(useSelection, { initialProps: at('in_progress') });
  const selected = () => result.current.target.step;
  rerender(at('in_progress', 'one'));
  expect([result.current.following, selected()]).toEqual([true, 'one']);
  rerender(at('completed', 'one', 'two'));
  expect(result.current.following).toBe(false);
  rerender(at('in_progress'));
  rerender(at('in_progress', 'one'));
  expect([result.current.following, selected()]).toEqual([true, 'one']);
  act(() => result.current.setFollowing(false));
  rerender(at('completed', 'one', 'two'));
  rerender(at('in_progress', 'one', 'two'));
  expect(result.current.following).toBe(false);
});

const withOne = (name: string, value: string) => (before: ReadonlyMap<string, string> | null) =>
  new Map(before).set(name, value);

test('what is opened and folded below a row is gone with it, and what stands elsewhere is not', () => {
  window.history.replaceState(null, '', '/runs/a/b');
  const steps = { items: ['one', 'two'].map((id) => aStep({ id })), nextCursor: null, total: null };
  const state = openTrace({ run: aRun(), steps });
  const { result } = renderHook(() => useSelection(state));
  const { setOpened, select } = result.current;
  act(() => select({ step: 'one', call: null }));
  act(() => result.current.setOpened('tree.arguments', withOne('tree.arguments', '-$.a')));
  act(() => setOpened('turn.2.1.code', withOne('turn.2.1.code', '')));
  expect([...(result.current.opened?.keys() ?? [])]).toEqual(['tree.arguments', 'turn.2.1.code']);
  act(() => select({ step: 'one', call: null }));
  expect(result.current.opened?.has('tree.arguments')).toBe(true);
  act(() => select({ step: 'two', call: null }));
  expect([...(result.current.opened ?? [])]).toEqual([['turn.2.1.code', '']]);
});

test('an address with something folded names the row that the page chose', () => {
  window.history.replaceState(null, '', '/runs/a/b');
  const steps = { items: ['one', 'two'].map((id) => aStep({ id })), nextCursor: null, total: null };
  const state = openTrace({ run: aRun(), steps });
  const { result } = renderHook(() => useSelection(state));
  act(() => result.current.setOpened('json.run', withOne('json.run', '')));
  expect(result.current.named).toBe(false);
  act(() => result.current.setOpened('code', withOne('code', '')));
  expect(result.current).toMatchObject({ named: true, target: { step: 'two', call: null } });
});
