'use client';

import type { RefObject } from 'react';
import { EXPORT_FORMATS } from '#lib/domain/export-format.ts';
import type { Command } from '../commands/command.ts';
import { useCommands } from '../commands/commands.tsx';
import { FORMAT_WORDS } from '../export/format-words.ts';
import type { RowSelection } from '../table/row-selection.ts';
import type { RowCursor } from '../table/use-row-cursor.ts';
import { toast } from '../ui/toast.ts';
import type { SelectionExport } from './use-selection-export.ts';
import { formatCountOf } from '../ui/format.ts';

/** The keys of the selection, and the exports of it in the palette. `order` are the ids of the rows. */
export function useSelectionCommands(
  cursor: RefObject<RowCursor | null>,
  order: readonly string[],
  selection: RowSelection,
  work: SelectionExport,
): void {
  const count = selection.ids.size;
  const select = (range: boolean) => () => {
    const id = order[cursor.current?.at ?? -1];
    if (id === undefined) toast('No row is chosen yet');
    else selection.toggle(id, range);
  };
  const rows = { group: 'Select row', enabled: order.length > 0 } as const;
  useCommands([
    { ...rows, id: 'select-row', keys: ['X'], does: 'Select the row', footer: 'select', run: select(false) },
    { ...rows, id: 'select-range', keys: ['⇧X'], does: 'Select rows up to this one', run: select(true) },
    {
      id: 'clear-selection',
      keys: ['Escape'],
      does: 'Clear the selection',
      group: 'Clear the selection',
      enabled: count > 0,
      run: selection.clear,
    },
    ...EXPORT_FORMATS.map((format): Command => {
      const does = `Export ${formatCountOf(count, 'run')} as ${FORMAT_WORDS[format].name}`;
      return {
        id: `export-${format}`,
        keys: [],
        does,
        group: 'Export',
        enabled: count > 0,
        run: () => work.start(format),
      };
    }),
  ]);
}
