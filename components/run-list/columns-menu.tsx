'use client';

import { showAllColumns, showColumn, useHiddenColumns } from '#lib/client/hidden-columns.ts';
import { ChoiceList } from '../table/choice-list.tsx';
import { useMedia } from '../ui/use-media.ts';
import { Button } from '../ui/button.tsx';
import { FIXED_COLUMNS, hasRoom } from './column-tracks.ts';
import { COLUMN_NAMES } from './column-names.ts';

/** Which columns the list shows, on this browser. Those that the window has no room for say so. */
export function ColumnsMenu() {
  const hidden = useHiddenColumns();
  const width = useWidthClass();
  const choices = COLUMN_NAMES.filter(({ id }) => !FIXED_COLUMNS.has(id)).map(({ id, name }) => ({
    value: id,
    label: name,
    note: hasRoom(id, width) ? undefined : 'in wider windows',
  }));
  const shown = choices.map((choice) => choice.value).filter((id) => !hidden.includes(id));
  const change = (next: string[]) => {
    for (const { value } of choices) {
      if (next.includes(value) !== shown.includes(value)) showColumn(value, next.includes(value));
    }
  };
  return (
    <>
      <ChoiceList name="Columns" choices={choices} chosen={shown} onChange={change} findable={false} />
      <div className="mt-1 flex items-center justify-between gap-2 border-t border-line px-2 pt-1.5 pb-1 text-micro text-ink-3">
        Kept in this browser
        <Button size="sm" variant="ghost" disabled={hidden.length === 0} onClick={showAllColumns}>
          Show all
        </Button>
      </div>
    </>
  );
}

/** Place of the window's width among those of the tracks; -1 on phones, which have lines in place of columns. */
function useWidthClass(): number {
  const least = [
    useMedia('(width >= 45.0625rem)'),
    useMedia('(width >= 56.25rem)'),
    useMedia('(width >= 67.5625rem)'),
    useMedia('(width >= 82.5625rem)'),
  ];
  return least.lastIndexOf(true);
}
