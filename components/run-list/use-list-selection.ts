'use client';

import { type RefObject, useMemo } from 'react';
import { MOST_EXPORTED } from '#lib/domain/export-format.ts';
import type { Run } from '#lib/domain/run.ts';
import { useRowSelection } from '../table/row-selection.ts';
import type { RowCursor } from '../table/use-row-cursor.ts';
import { toast } from '../ui/toast.ts';
import { runId } from './run-id.ts';
import { useKeptSelection } from './use-kept-selection.ts';
import { useSelectionCommands } from './selection-commands.ts';
import { useSelectionExport } from './use-selection-export.ts';

const sayMost = () => toast(`At most ${MOST_EXPORTED} runs can be selected`);

/** The runs that the reader has selected, and what is done with them. `runs` are those in view, in order. */
export function useListSelection(cursor: RefObject<RowCursor | null>, runs: readonly Run[]) {
  const order = useMemo(() => runs.map(runId), [runs]);
  const selection = useRowSelection(order, MOST_EXPORTED, sayMost);
  useKeptSelection(selection);
  const selected = useMemo(() => ({ selection, order }), [selection, order]);
  const work = useSelectionExport(selection.ids);
  useSelectionCommands(cursor, order, selection, work);
  return { selected, work };
}
