'use client';

import { useEffect, useMemo, useState } from 'react';
import type { LineSource, LogLine } from './line-source.ts';

/** Lines that are read at a time. */
const BLOCK = 500;
/** Blocks that are kept; of a log of any size no more than these are ever here. */
const KEPT = 60;
/** A place has to be in view for this long before its lines are read (milliseconds). */
const PAUSE = 60;

/** What was read of one log. */
class Blocks extends Map<number, readonly LogLine[]> {
  readonly source: LineSource;

  constructor(source: LineSource) {
    super();
    this.source = source;
  }

  async read(block: number, signal: AbortSignal): Promise<void> {
    const end = Math.min(this.source.total, (block + 1) * BLOCK);
    const lines = await this.source.read(block * BLOCK, end, signal);
    this.set(block, lines);
  }

  /** Lets go of the oldest blocks that are not between `first` and `last`. */
  trim(first: number, last: number): void {
    for (const block of this.keys()) if (this.size > KEPT && (block < first || block > last)) this.delete(block);
  }
}

interface Lines {
  /** A line that is here; null while it is being read. */
  at: (line: number) => LogLine | null;
  failed: boolean;
  again: () => void;
}

/**
 * The lines of a log around those in view (`from` to `to`, exclusive), read when they are needed. `head` is a beginning of it
 * that is here already, whose last line may be cut.
 */
export function useLines(source: LineSource, head: LineSource, from: number, to: number): Lines {
  const blocks = useMemo(() => new Blocks(source), [source]);
  const [, setRead] = useState(0);
  const [attempt, setAttempt] = useState(0);
  const [failed, setFailed] = useState<Blocks | null>(null);
  const first = Math.floor(from / BLOCK);
  const last = Math.floor(Math.max(from, to - 1) / BLOCK);
  // Outside React: the server that holds the lines.
  useEffect(() => {
    if (blocks.source.lines) return;
    const stop = new AbortController();
    const readAll = async () => {
      for (let block = first; block <= last; block++) {
        if (blocks.has(block)) continue;
        await blocks.read(block, stop.signal);
        blocks.trim(first, last);
        setRead((count) => count + 1);
      }
    };
    const timer = setTimeout(() => {
      readAll().catch(() => {
        if (!stop.signal.aborted) setFailed(blocks);
      });
    }, PAUSE);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [blocks, first, last, attempt]);
  return {
    at: (line) =>
      source.peek(line) ??
      blocks.get(Math.floor(line / BLOCK))?.[line % BLOCK] ??
      (line < head.total - 1 ? head.peek(line) : null),
    failed: failed === blocks,
    again: () => {
      setFailed(null);
      setAttempt(attempt + 1);
    },
  };
}
