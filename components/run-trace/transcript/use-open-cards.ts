'use client';

import { useCallback, useMemo, useState } from 'react';
import type { OpenCard } from '#lib/contract/open-card-params.ts';
import { rowId, type RowTarget } from '#lib/domain/step-tree.ts';
import { placeOf, type TraceState } from '#lib/domain/trace-state.ts';
import type { Selection } from '../use-selection.ts';

/**
 * Which cards of a conversation are open: those of the address, else that of the call that was selected as it opened. What the
 * reader opens and folds is written into the address.
 */
export function useOpenCards(
  state: TraceState,
  { target, cards, setCards }: Pick<Selection, 'target' | 'cards' | 'setCards'>,
): {
  isOpen: (which: RowTarget) => boolean;
  /** Opens, folds or flips a card that is being selected. */
  open: (which: RowTarget, wanted?: boolean) => void;
  /** To be told what is selected without that. */
  keep: (selected: RowTarget) => void;
} {
  const [first] = useState(() => ({ cards, target }));
  const [changed, setChanged] = useState<ReadonlyMap<string, RowTarget & { open: boolean }>>(new Map());
  const opened = useMemo(() => {
    const all = new Map<string, RowTarget>();
    const asked = first.cards?.flatMap(({ step, call }) => {
      const id = state.steps[step - 1]?.id;
      return id === undefined ? [] : [{ step: id, call }];
    });
    for (const which of asked ?? (first.target.call === null ? [] : [first.target])) all.set(rowId(which), which);
    for (const [id, { open, ...which }] of changed) {
      if (open) all.set(id, which);
      else all.delete(id);
    }
    return all;
  }, [changed, first, state.steps]);
  const write = useCallback(
    (after: ReadonlyMap<string, RowTarget>, selected: RowTarget) => {
      // An address that says nothing opens the selected call alone.
      const alone = after.size === (selected.call === null ? 0 : 1) && (after.size === 0 || after.has(rowId(selected)));
      setCards(alone ? null : [...after.values()].flatMap((each) => cardOf(state, each) ?? []));
    },
    [setCards, state],
  );
  const open = useCallback(
    (which: RowTarget, wanted?: boolean) => {
      const id = rowId(which);
      const next = wanted ?? !opened.has(id);
      setChanged((before) => new Map(before).set(id, { ...which, open: next }));
      const after = new Map(opened);
      if (next) after.set(id, which);
      else after.delete(id);
      write(after, which);
    },
    [opened, write],
  );
  const isOpen = useCallback((which: RowTarget) => opened.has(rowId(which)), [opened]);
  return { isOpen, open, keep: (selected) => write(opened, selected) };
}

function cardOf(state: TraceState, { step, call }: RowTarget): OpenCard | null {
  const place = placeOf(state, step);
  return place === -1 ? null : { step: place + 1, call };
}
