'use client';

import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import {
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type Ref,
  type RefObject,
  use,
  useCallback,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { classNames } from '../ui/class-names.ts';
import { usePhone } from '../ui/use-media.ts';
import { NewAbove } from './new-above.tsx';
import { type RowSelection, SelectionContext } from './row-selection.ts';
import { commandKey } from './typing.ts';
import { type RowCursor, useRowCursor } from './use-row-cursor.ts';

/** Heights of rows before they are measured, in px: one line, and three lines on phones. */
const ROW = 32;
const PHONE_ROW = 86;
/** Height of the column heads with their lines. */
const HEAD = 30;
/** What is assumed of the window until it is known; the server renders so many rows. */
const FIRST_RECT = { width: 1280, height: 800 };

/** What the rows scroll in. */
export interface GridViewport {
  element: RefObject<HTMLElement | null>;
  /** Height in px of what stands before the grid in the scroller. */
  above: number;
  /** How much of that stays while the rows scroll, in px. */
  stays: number;
  /** Gets the cursor of the rows, for keys pressed elsewhere. */
  cursor?: Ref<RowCursor>;
}

/**
 * Rows of any number in one scroller, of which only those near the window exist. The rows stand in the flow, so their
 * height may be anything. Within a `SelectionContext` rows can be selected: Space does it. While the reader has scrolled or has the focus in a row, rows that come before do not move it.
 */
export function VirtualGrid({
  label,
  ids,
  total,
  columns,
  head,
  renderRow,
  viewport,
}: {
  label: string;
  /** Ids of the rows there are so far. */
  ids: readonly string[];
  /** Number of all rows, null when it is not known. */
  total: number | null;
  /** Class that lays out the cells of a row and of the head. */
  columns: string;
  /** Cells of the head. */
  head: ReactNode;
  /** Cells of a row; `inView` is false for rows that wait just outside the window. */
  renderRow: (index: number, inView: boolean) => ReactNode;
  viewport: GridViewport;
}) {
  const { selection } = use(SelectionContext) ?? {};
  const list = useRef<HTMLDivElement>(null);
  const phone = usePhone();
  const margin = viewport.above + (phone ? 0 : HEAD);
  const [held, setHeld] = useState(false);
  const view = {
    reveal: (index: number) => virtualizer.scrollToIndex(index, { align: 'auto' }),
    firstInView: () => virtualizer.range?.startIndex ?? 0,
  };
  const cursor = useRowCursor(list, ids, view, viewport.cursor);
  const virtualizer = useVirtualizer({
    count: ids.length,
    getScrollElement: () => viewport.element.current,
    estimateSize: () => (phone ? PHONE_ROW : ROW),
    getItemKey: useCallback((index: number) => ids[index] ?? index, [ids]),
    rangeExtractor: useCallback((range: Range) => withCursor(range, cursor.at), [cursor.at]),
    overscan: 6,
    scrollMargin: margin,
    scrollPaddingStart: viewport.stays + HEAD,
    initialRect: FIRST_RECT,
    anchorTo: held ? 'end' : 'start',
  });
  // Outside React: whether the scroller is away from its top.
  useLayoutEffect(() => {
    const scroller = viewport.element.current;
    const look = () => setHeld((scroller?.scrollTop ?? 0) > 0 || hasFocus(list.current));
    scroller?.addEventListener('scroll', look, { passive: true });
    return () => scroller?.removeEventListener('scroll', look);
  }, [viewport.element]);
  const onFocusChange = (event: FocusEvent) => {
    const to = event.type === 'blur' ? event.relatedTarget : event.target;
    setHeld((viewport.element.current?.scrollTop ?? 0) > 0 || (list.current?.contains(to) ?? false));
  };

  const items = virtualizer.getVirtualItems();
  const { range } = virtualizer;
  const reachable = cursor.at === -1 ? (items[0]?.index ?? 0) : cursor.at;
  let below = margin;
  const grid = (
    <div
      role="grid"
      tabIndex={-1}
      aria-label={label}
      aria-rowcount={total === null ? -1 : total + 1}
      aria-multiselectable={selection ? true : undefined}
      onKeyDown={(event) => {
        if (!selection || !selectByKey(event, ids, cursor.at, selection)) cursor.onKeyDown(event);
      }}
      onClick={followRow}
      onFocus={onFocusChange}
      onBlur={onFocusChange}
      className="outline-none"
    >
      <div
        role="rowgroup"
        style={{ top: viewport.stays }}
        className="sticky z-10 border-y border-line bg-panel max-desk:hidden"
      >
        <div
          role="row"
          aria-rowindex={1}
          className={classNames(columns, 'h-head items-center text-micro font-medium text-ink-3')}
        >
          {head}
        </div>
      </div>
      <div
        ref={list}
        role="rowgroup"
        style={{ height: virtualizer.getTotalSize() }}
        className="flow-root border-line bg-panel max-desk:border-t"
      >
        {items.map((item) => {
          const gap = item.start - below;
          below = item.end;
          const inView = range !== null && item.index >= range.startIndex && item.index <= range.endIndex;
          return (
            <div
              key={item.key}
              ref={virtualizer.measureElement}
              data-index={item.index}
              role="row"
              aria-rowindex={item.index + 2}
              aria-selected={selection?.ids.has(ids[item.index] ?? '')}
              tabIndex={item.index === reachable ? 0 : -1}
              style={gap === 0 ? undefined : { marginTop: gap }}
              onFocus={() => cursor.setId(ids[item.index] ?? null)}
              className={classNames(
                columns,
                'relative items-center border-b border-line text-meta hover:bg-hover aria-selected:bg-accent-soft focus-visible:rounded-none focus-visible:-outline-offset-2 desk:h-row max-desk:gap-y-[3px] max-desk:px-gutter max-desk:pt-[9px] max-desk:pb-2.5 max-desk:text-[0.8125rem]/5',
                item.index === cursor.at && 'shadow-[inset_2px_0_0_var(--color-accent)]',
              )}
            >
              {renderRow(item.index, inView)}
            </div>
          );
        })}
      </div>
    </div>
  );
  return (
    <>
      <NewAbove ids={ids} held={held} top={viewport.stays} onShow={() => virtualizer.scrollToOffset(0)} />
      {grid}
    </>
  );
}

/** A press beside the link of a row follows the link, with the same keys held. */
function followRow({ nativeEvent: { target, ctrlKey, metaKey, shiftKey, button } }: MouseEvent): void {
  if (
    !(target instanceof Element) ||
    target.closest('a, button, label, input') ||
    window.getSelection()?.type === 'Range'
  )
    return;
  const keys = { ctrlKey, metaKey, shiftKey, button, bubbles: true, cancelable: true };
  target.closest('[data-index]')?.querySelector('a')?.dispatchEvent(new window.MouseEvent('click', keys));
}

/** Space selects the row that has the focus, with Shift all from the one before; gives whether the key was for that. */
function selectByKey(
  event: KeyboardEvent<HTMLElement>,
  ids: readonly string[],
  at: number,
  selection: RowSelection,
): boolean {
  const { target, nativeEvent } = event;
  const id = ids[at];
  if (commandKey(nativeEvent) !== ' ' || id === undefined) return false;
  if (!(target instanceof HTMLElement) || target.getAttribute('role') !== 'row') return false;
  event.preventDefault();
  selection.toggle(id, event.shiftKey);
  return true;
}

/** The row of the cursor stays, wherever the list is scrolled, so that it keeps the focus. */
function withCursor(range: Range, at: number): number[] {
  const indexes = defaultRangeExtractor(range);
  if (at < 0 || at >= range.count || indexes.includes(at)) return indexes;
  return [...indexes, at].sort((a, b) => a - b);
}

function hasFocus(list: HTMLElement | null): boolean {
  return list?.contains(document.activeElement) ?? false;
}
