'use client';

import type { CSSProperties, ReactNode } from 'react';
import { formatCount } from '../ui/format.ts';
import type { TextRow, TextRows } from '../ui/text-rows.ts';
import { drawLog, marksIn } from './draw-log.tsx';
import type { ChosenLines, LineSource, LogHit, LogLine } from './line-source.ts';
import { type Choosing, LogRow } from './log-row.tsx';
import { ReadProblem } from './read-problem.tsx';
import { useLines } from './use-lines.ts';

/** What of a log is marked. */
export interface LogMarks {
  words: string;
  current: LogHit | null;
  chosen: ChosenLines | null;
  /** A line (from 0) to bring into view; a new object brings it again. */
  goal: { line: number } | null;
}

/** Room for the numbers of lines: 38 px, more from 1,000 lines on. */
export function gutterOf(total: number): CSSProperties {
  return { '--gutter': `${Math.max(38, String(total).length * 7 + 17)}px` } as CSSProperties;
}

interface Drawing {
  source: LineSource;
  head: LineSource;
  rows: TextRows;
  /** Rows to draw, `to` exclusive. */
  from: number;
  to: number;
  wrap: boolean;
  marks: LogMarks;
  onChoose: Choosing['onChoose'] | null;
  onOpen: (line: number) => void;
}

/** Rows of a log as elements, their lines read where they are not here; `problem` says that this failed. */
export function useDrawnRows({ source, head, rows, from, to, wrap, marks, onChoose, onOpen }: Drawing): {
  rows: ReactNode;
  reading: boolean;
  problem: ReactNode;
} {
  const lines = useLines(source, head, from, to);
  const { chosen, current } = marks;
  const shown = Array.from({ length: Math.max(0, to - from) }, (_, i) => rows.at(from + i));
  const isChosen = (line: number) => chosen !== null && line + 1 >= chosen.from && line + 1 <= chosen.to;
  const first = shown.find((row) => row.from === 0 && isChosen(row.line)) ?? shown.find((row) => row.from === 0);
  const choosing = onChoose && { onChoose, stop: (first?.line ?? 0) + 1 };
  let reading = false;
  const elements = shown.map((row, i) => {
    const line = lines.at(row.line);
    reading ||= line === null;
    return (
      <LogRow
        key={from + i}
        row={from + i}
        number={row.from === 0 ? row.line + 1 : null}
        chosen={isChosen(row.line)}
        wrap={wrap}
        choosing={choosing}
      >
        {line ? drawRow(line, row, marks) : null}
        {row.hidden > 0 ? (
          <button
            type="button"
            onClick={() => onOpen(row.line)}
            className="ml-2 inline-flex h-[19px] cursor-pointer items-center rounded-chip border border-line-strong bg-panel px-2 font-sans text-meta tracking-normal text-ink hover:bg-hover"
          >
            Show {formatCount(row.hidden)} more characters
          </button>
        ) : null}
        {line && line.missing > 0 ? (
          <MissingEnd units={line.missing} found={current?.line === row.line && current.to > line.plain.length} />
        ) : null}
      </LogRow>
    );
  });
  const problem = lines.failed ? <ReadProblem words="These lines could not be read." again={lines.again} /> : null;
  return { rows: elements, reading, problem };
}

/** Stands for the end of a line that does not come; `found` where the current hit is in it. */
function MissingEnd({ units, found }: { units: number; found: boolean }) {
  const more = `${formatCount(units)} more characters`;
  return found ? (
    <mark data-on className="ml-2 rounded-bar bg-mark-on px-1 font-sans tracking-normal text-ink">
      This hit is in {more}, which are in the download
    </mark>
  ) : (
    <span className="ml-2 font-sans tracking-normal text-ink-3">{more} are in the download</span>
  );
}

function drawRow(line: LogLine, row: TextRow, { words, current }: LogMarks) {
  const marks = marksIn(line.plain, words, current?.line === row.line ? current.from : null);
  return drawLog(line.pieces, row.from, row.to, marks);
}
