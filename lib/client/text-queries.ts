import { readLogLines, type LogLine } from '../domain/log-text.ts';
import type { LogHits } from '../domain/log-hits.ts';
import { FIND_LENGTH, type TextRange } from '../domain/text-range.ts';
import { fetchJson } from './fetch-json.ts';
import type { TraceAccess } from './trace-access.ts';
import { answers } from './answer-schemas.ts';

/** A long text that stays on the server; its lines (from 0) are read when they are needed. */
export interface DistantLog {
  total: number;
  bytes: number;
  hash: string;
  peek: (line: number) => null;
  /** Lines `from` to `to` (exclusive); fewer where the text ends before. */
  read: (from: number, to: number, signal: AbortSignal) => Promise<LogLine[]>;
  find: (words: string, first: number, most: number, signal: AbortSignal) => Promise<LogHits>;
}

/** One long text of a step: its address as a file, and its lines. Nothing is fetched before `open` is called. */
export interface StepText {
  href: string;
  open: (signal: AbortSignal) => Promise<DistantLog>;
}

/** The text of a step that `path` names (`lib/domain/text-path.ts`). What it reads rejects with an `ApiError`. */
export function stepText(access: TraceAccess, step: string, path: string): StepText {
  const ask = (query: Record<string, string>, signal: AbortSignal): Promise<TextRange> =>
    fetchJson(access.textPath(step, new URLSearchParams({ path, ...query }).toString()), answers.textRange, signal);
  return {
    href: access.textPath(step, new URLSearchParams({ path, download: '1' }).toString()),
    open: async (signal) => {
      const { total, bytes, hash } = await ask({ from: '1', to: '1' }, signal);
      return {
        total,
        bytes,
        hash,
        peek: () => null,
        read: async (from, to, inner) => {
          const lines: LogLine[] = [];
          // An answer may hold fewer lines than were asked for; it ends with the text.
          while (from + lines.length < to) {
            const range = await ask({ from: String(from + lines.length + 1), to: String(to) }, inner);
            if (range.lines.length === 0) break;
            lines.push(...linesOf(range));
          }
          return lines;
        },
        find: async (all, first, most, inner) => {
          const words = all.slice(0, FIND_LENGTH);
          const { hits } = await ask({ find: words, hit: String(first + 1), limit: String(most) }, inner);
          const { count = 0, places = [] } = hits ?? {};
          const list = places.map(([line, column]) => ({
            line: line - 1,
            from: column - 1,
            to: column - 1 + words.length,
          }));
          return { first, list, count };
        },
      };
    },
  };
}

function linesOf(range: TextRange): LogLine[] {
  return readLogLines(range.lines, range.colours, new Map(range.cut.map((one) => [one.line - range.from, one.length])));
}
