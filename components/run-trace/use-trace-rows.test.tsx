import { act, renderHook } from '@testing-library/react';
import { useState } from 'react';
import { expect, it } from 'vitest';
import type { TraceFolds } from '#lib/contract/trace-fold-params.ts';
import { aRun, aStep, codeCall } from '#lib/domain/domain-fixtures.ts';
import { openTrace } from '#lib/domain/trace-state.ts';
import { useTraceRows } from './use-trace-rows.ts';

it('folds what the address says by number, and writes there what the reader folds', () => {
  const items = ['a', 'b', 'c'].map((id) => aStep({ id, calls: [codeCall('')] }));
  const state = openTrace({ run: aRun(), steps: { items, nextCursor: null, total: null } });
  const { result } = renderHook(() => {
    const [folds, setFolds] = useState<TraceFolds | null>(new Map([[2, true]]));
    const tree = useTraceRows(state, { target: { step: 'a', call: null }, folds, setFolds });
    return { tree, folds };
  });
  const shown = () => result.current.tree.rows.map(({ id }) => id).join(' ');
  expect(shown()).toBe('run s.a s.a/0 s.b s.c s.c/0');

  act(() => result.current.tree.fold('c', true));
  expect(shown()).toBe('run s.a s.a/0 s.b s.c');
  expect([...(result.current.folds ?? [])]).toEqual([
    [2, true],
    [3, true],
  ]);

  // What is as the tree opens need not be said.
  act(() => result.current.tree.fold('b', false));
  expect(shown()).toBe('run s.a s.a/0 s.b s.b/0 s.c');
  expect([...(result.current.folds ?? [])]).toEqual([[3, true]]);
});
