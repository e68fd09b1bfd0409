'use client';

import { flushSync } from 'react-dom';
import type { RowTarget } from '#lib/domain/step-tree.ts';
import { pageElement } from '../use-page-element.ts';
import type { Selection } from '../use-selection.ts';

/** The row of the steps that Tab reaches; null where the page shows none. */
export function focusableRow(): HTMLElement | null {
  return pageElement()?.querySelector<HTMLElement>('[role="treeitem"][tabindex="0"]') ?? null;
}

/** Selects a row and gives it the focus. */
export function selectRow(selection: Selection, target: RowTarget): void {
  flushSync(() => selection.select(target));
  focusableRow()?.focus({ preventScroll: true });
}
