'use client';

import { useEffect, useMemo, useRef } from 'react';
import { classNames } from '../ui/class-names.ts';
import { placeName, useOpenedLines } from '../ui/disclosure.tsx';
import { TEXT_BOX } from '../ui/text-box.ts';
import { LONG_LINE, longLines, type TextRows, textRows } from '../ui/text-rows.ts';
import type { Choosing } from './log-row.tsx';
import type { LineSource } from './line-source.ts';
import { gutterOf, type LogMarks, useDrawnRows } from './use-drawn-rows.tsx';
import { useRowWindow } from './use-row-window.ts';

/** What is drawn later than this after it was asked for is not brought into view any more (milliseconds). */
const LATEST = 5000;
/** More rows than this are laid out only where they are seen, in a box that scrolls. */
const WINDOW_OVER = 200;

interface LogRowsProps {
  source: LineSource;
  /** A beginning of the log that is here. */
  head: LineSource;
  label: string;
  wrap: boolean;
  marks: LogMarks;
  /** Null where lines cannot be chosen. */
  onChoose: Choosing['onChoose'] | null;
}

/** The numbered lines of a log of any length. Lines over 10,000 characters are folded. */
export function LogRows(props: LogRowsProps) {
  const { source, marks, label } = props;
  const [opened, open] = useOpenedLines(placeName(label));
  const long = useMemo(() => longLines(source.lines ?? []), [source]);
  const { current } = marks;
  const rows = useMemo(() => {
    if (!source.lines) return wholeRows(source.total);
    const hidden = current !== null && current.to > LONG_LINE / 10 && !opened.has(current.line);
    return textRows(source.lines, long, hidden ? new Set([...opened, current.line]) : opened);
  }, [source, long, opened, current]);
  const View = rows.count > WINDOW_OVER ? WindowRows : AllRows;
  return <View {...props} rows={rows} onOpen={open} />;
}

/** Rows of a log that is elsewhere: a line each, as long as it comes. */
function wholeRows(count: number): TextRows {
  return {
    count,
    at: (row) => ({ line: row, from: 0, to: Number.POSITIVE_INFINITY, hidden: 0 }),
    rowOf: (line) => line,
  };
}

interface ViewProps extends LogRowsProps {
  rows: TextRows;
  onOpen: (line: number) => void;
}

function AllRows(props: ViewProps) {
  const { rows, label, wrap, source, marks } = props;
  const box = useRef<HTMLDivElement>(null);
  useReveal(marks, source.total, () => undefined, box);
  const drawn = useDrawnRows({ ...props, from: 0, to: rows.count });
  return (
    <>
      <div
        ref={box}
        role="group"
        data-top="text"
        aria-label={`${label}, text`}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
        tabIndex={0}
        className={TEXT_BOX}
        style={gutterOf(source.total)}
      >
        <div className={wrap ? '' : 'w-max min-w-full'}>{drawn.rows}</div>
      </div>
      {drawn.problem}
    </>
  );
}

function WindowRows(props: ViewProps) {
  const { rows, label, wrap, source, marks } = props;
  const { box, content, shown, onScroll, reveal } = useRowWindow(rows.count, wrap);
  useReveal(marks, source.total, (line, column) => reveal(rows.rowOf(line, column)), box);
  const drawn = useDrawnRows({ ...props, from: shown.first, to: Math.min(rows.count, shown.last) });
  return (
    <>
      <div
        ref={box}
        role="group"
        data-top="text"
        aria-label={`${label}, text`}
        aria-busy={drawn.reading}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
        tabIndex={0}
        onScroll={onScroll}
        className={classNames(TEXT_BOX, 'max-h-[min(60vh,640px)] overflow-y-auto')}
        style={gutterOf(source.total)}
      >
        <div className={classNames('relative', !wrap && 'w-max min-w-full')} style={{ height: shown.height }}>
          <div
            ref={content}
            className={wrap ? '' : 'w-max min-w-full'}
            style={{ transform: `translateY(${shown.top}px)` }}
          >
            {drawn.rows}
          </div>
        </div>
      </div>
      {drawn.problem}
    </>
  );
}

/** Brings the goal and each new current hit into view once, as soon as the log is known to reach that far. */
function useReveal(
  { goal, current }: LogMarks,
  total: number,
  reveal: (line: number, column: number) => void,
  box: { current: HTMLElement | null },
): void {
  const done = useRef<Set<object>>(new Set());
  /** What has to be brought into view as soon as it is drawn: lines may have to be read first. */
  const wanted = useRef<{ mark: string; until: number } | null>(null);
  // Outside React: the scroll position of the box and of those around it.
  useEffect(() => {
    const bring = (place: { line: number } | null, column: number, mark: string) => {
      if (!place || place.line >= total || done.current.has(place)) return;
      done.current = new Set([...done.current, place].slice(-8));
      reveal(place.line, column);
      wanted.current = { mark, until: performance.now() + LATEST };
    };
    bring(goal, 0, '[data-here]');
    bring(current, current?.from ?? 0, 'mark[data-on]');
    if (!wanted.current) return;
    requestAnimationFrame(() => {
      const { current: want } = wanted;
      const element = want && box.current?.querySelector(want.mark);
      if (!want || (!element && performance.now() < want.until)) return;
      wanted.current = null;
      element?.scrollIntoView?.({ block: 'nearest', inline: 'nearest' });
    });
  });
}
