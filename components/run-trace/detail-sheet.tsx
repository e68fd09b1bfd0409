'use client';

import type { ReactNode } from 'react';
import { classNames } from '../ui/class-names.ts';
import { DetailSplitter, PANE_IDS } from './panes.tsx';

/**
 * The place of the detail: a column beside the rows, and on phones a sheet at the bottom that opens over them, by a tap on its
 * handle or by drawing it. Children hide what a closed sheet has no room for by the group `sheet`.
 */
export function DetailSheet({
  open,
  onOpenChange,
  children,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  children: ReactNode;
}) {
  const label = open ? 'Hide the detail' : 'Show the detail';
  return (
    <div
      id={PANE_IDS.detail}
      data-open={open}
      className={classNames(
        'group/sheet relative flex min-h-0 min-w-0 flex-col border-l border-line bg-panel',
        'max-desk:fixed max-desk:inset-x-0 max-desk:bottom-0 max-desk:z-20 max-desk:w-auto max-desk:rounded-t-[14px] max-desk:border-l-0 max-desk:bg-raised max-desk:shadow-pop',
        open ? 'max-desk:h-[78dvh]' : 'max-desk:h-[84px] max-desk:overflow-hidden',
      )}
    >
      <DetailSplitter />
      <button
        type="button"
        aria-expanded={open}
        aria-label={label}
        onClick={() => onOpenChange(!open)}
        onPointerDown={({ currentTarget, nativeEvent }) => {
          currentTarget.setPointerCapture(nativeEvent.pointerId);
          void import('./sheet-drag.ts').then((drag) => drag.dragSheet(currentTarget, nativeEvent, open, onOpenChange));
        }}
        className={classNames(
          'z-1 flex w-full flex-none cursor-pointer touch-none justify-center pt-2 desk:hidden',
          open ? 'h-6' : 'absolute inset-0 h-full',
        )}
      >
        <span aria-hidden className="h-1 w-9 rounded-[2px] bg-line-strong" />
      </button>
      <div className={classNames('flex min-h-0 flex-1 flex-col', !open && 'max-desk:pt-2')}>{children}</div>
    </div>
  );
}
