'use client';

import { use } from 'react';
import { shortId } from '#lib/domain/ids.ts';
import type { Run } from '#lib/domain/run.ts';
import { SelectionContext } from '../table/row-selection.ts';
import { SelectBox } from '../table/select-box.tsx';
import { runId } from './run-id.ts';

/** The check box of a run. */
export function SelectCell({ run }: { run: Run }) {
  const shown = use(SelectionContext);
  if (shown === null) return null;
  const id = runId(run);
  const { ids, toggle } = shown.selection;
  return <SelectBox name={`Select ${shortId(run.id)}`} checked={ids.has(id)} onToggle={(range) => toggle(id, range)} />;
}

/** The check box of all runs that were read so far. */
export function SelectAll() {
  const shown = use(SelectionContext);
  if (shown === null) return null;
  const { selection, order } = shown;
  const some = order.some((id) => selection.ids.has(id));
  return (
    <SelectBox
      name="Select all runs in the list"
      checked={some && order.every((id) => selection.ids.has(id))}
      mixed={some}
      stop
      onToggle={() => selection.toggleAll(order)}
    />
  );
}
