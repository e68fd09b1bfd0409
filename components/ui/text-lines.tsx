'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import type { CSSProperties, ReactNode } from 'react';
import { useEffect, useMemo, useRef } from 'react';
import { withoutBidi } from './bidi.tsx';
import { classNames } from './class-names.ts';
import { placeName, useOpenedLines } from './disclosure.tsx';
import { formatCount } from './format.ts';
import { TEXT_BOX, TEXT_LINE_HEIGHT } from './text-box.ts';
import { LONG_LINE, longLines, type TextRow, type TextRows, textRows } from './text-rows.ts';
import { useWantedPlace } from './wanted-words.ts';

/** More rows than this are laid out only where they are seen, in a box that scrolls. */
const VIRTUAL_OVER = 100;

/** Draws the characters `from` to `to` of a line. */
export type DrawText = (line: number, from: number, to: number) => ReactNode;

/** A place to show and mark; a new object scrolls to it again. */
export interface TextPlace {
  line: number;
  column: number;
}

/**
 * Numbered lines of text of any length: virtual above 100 rows, lines over 10,000 characters folded. Without `draw` the text
 * stands as it is. Remount (by `key`) for another text. `name` is its place on the page, where the label is not ours.
 */
export function TextLines({
  lines,
  label,
  name = placeName(label),
  wrap = false,
  draw,
  place: given = null,
}: {
  lines: readonly string[];
  label: string;
  name?: string | undefined;
  wrap?: boolean;
  draw?: DrawText;
  place?: TextPlace | null;
}) {
  const [opened, open] = useOpenedLines(name);
  const wanted = useWantedPlace(lines);
  const place = given ?? wanted;
  const long = useMemo(() => longLines(lines), [lines]);
  const rows = useMemo(() => {
    const hidden = place && place.column >= LONG_LINE / 10 && !opened.has(place.line);
    return textRows(lines, long, hidden ? new Set([...opened, place.line]) : opened);
  }, [lines, long, opened, place]);
  const drawRow = (row: TextRow) => (
    <>
      {draw ? draw(row.line, row.from, row.to) : withoutBidi((lines[row.line] ?? '').slice(row.from, row.to))}
      {row.hidden > 0 ? (
        <button
          type="button"
          onClick={() => open(row.line)}
          className="ml-2 inline-flex h-6 cursor-pointer items-center rounded-chip border border-line-strong bg-panel px-2 font-sans text-meta tracking-normal text-ink hover:bg-hover"
        >
          Show {formatCount(row.hidden)} more characters
        </button>
      ) : null}
    </>
  );
  const Rows = rows.count > VIRTUAL_OVER ? VirtualRows : StaticRows;
  return <Rows key={wrap ? 'wrap' : 'line'} rows={rows} label={label} wrap={wrap} place={place} drawRow={drawRow} />;
}

interface RowsProps {
  rows: TextRows;
  label: string;
  wrap: boolean;
  place: TextPlace | null;
  drawRow: (row: TextRow) => ReactNode;
}

function StaticRows({ rows, label, wrap, place, drawRow }: RowsProps) {
  const box = useRef<HTMLDivElement>(null);
  // Outside React: the scroll position of whatever box the marked line is in.
  useEffect(() => {
    if (place) reveal(box.current);
  }, [place]);
  return (
    <div
      ref={box}
      role="group"
      data-top="text"
      aria-label={label}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
      tabIndex={0}
      className={TEXT_BOX}
      style={gutterOf(rows)}
    >
      <div className={wrap ? '' : 'w-max min-w-full'}>
        {Array.from({ length: rows.count }, (_, i) => (
          <Row key={i} row={rows.at(i)} wrap={wrap} place={place} drawRow={drawRow} />
        ))}
      </div>
    </div>
  );
}

function VirtualRows({ rows, label, wrap, place, drawRow }: RowsProps) {
  const box = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.count,
    getScrollElement: () => box.current,
    estimateSize: () => TEXT_LINE_HEIGHT,
    overscan: 6,
    initialRect: { width: 600, height: 480 },
  });
  const shown = useRef<TextPlace | null>(null);
  // Outside React: the scroll position of the box, and of the one around it.
  useEffect(() => {
    if (!place || shown.current === place) return;
    shown.current = place;
    virtual.scrollToIndex(rows.rowOf(place.line, place.column), { align: 'center' });
    requestAnimationFrame(() => reveal(box.current));
  }, [place, rows, virtual]);
  const items = virtual.getVirtualItems();
  return (
    <div
      ref={box}
      role="group"
      data-top="text"
      aria-label={label}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
      tabIndex={0}
      className={classNames(TEXT_BOX, 'max-h-[min(60vh,640px)] overflow-y-auto')}
      style={gutterOf(rows)}
    >
      <div className={classNames('relative', !wrap && 'w-max min-w-full')} style={{ height: virtual.getTotalSize() }}>
        <div className={wrap ? '' : 'w-max min-w-full'} style={{ transform: `translateY(${items[0]?.start ?? 0}px)` }}>
          {items.map(({ index }) => (
            <Row
              key={index}
              row={rows.at(index)}
              wrap={wrap}
              place={place}
              drawRow={drawRow}
              measure={{ index, ref: virtual.measureElement }}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

function Row({
  row,
  wrap,
  place,
  drawRow,
  measure,
}: {
  row: TextRow;
  wrap: boolean;
  place: TextPlace | null;
  drawRow: (row: TextRow) => ReactNode;
  measure?: { index: number; ref: (element: Element | null) => void };
}) {
  const here = place?.line === row.line;
  return (
    <div
      ref={measure?.ref}
      data-index={measure?.index}
      data-line={row.from === 0 ? row.line + 1 : ''}
      data-here={here || undefined}
      className={classNames(
        'relative min-h-[19px] pr-3 pl-(--gutter) [unicode-bidi:isolate]',
        'before:absolute before:left-0 before:w-(--gutter) before:pr-3 before:text-right before:text-[11px] before:content-[attr(data-line)]',
        wrap ? 'wrap-anywhere whitespace-pre-wrap' : 'whitespace-pre',
        here
          ? 'scroll-my-24 bg-accent-soft shadow-[inset_2px_0_0_var(--color-accent)] before:font-medium before:text-accent'
          : 'before:text-ink-3 hover:bg-hover',
      )}
    >
      {drawRow(row)}
    </div>
  );
}

/** Room for the line numbers: 38 px, more from 1,000 lines on. */
function gutterOf(rows: TextRows): CSSProperties {
  return { '--gutter': `${Math.max(38, String(rows.count).length * 7 + 17)}px` } as CSSProperties;
}

/** Brings the current hit, else the marked line, into view in every box around it. */
function reveal(box: HTMLElement | null): void {
  const target = box?.querySelector('mark[data-on]') ?? box?.querySelector('[data-here]');
  target?.scrollIntoView?.({ block: 'nearest', inline: 'nearest' });
}
