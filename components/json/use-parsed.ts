'use client';

import { useEffect, useMemo, useState } from 'react';
import { type JsonResult, parseJson, parseJsonSlowly } from './parse-json.ts';

/** Longer texts are read in slices (UTF-16 units). */
const AT_ONCE = 1024 * 1024;
/** Longer texts are shown raw only: a tree of them would not fit into memory. */
export const TREE_LIMIT = 48 * 1024 * 1024;

/** A JSON text as a tree; null while a long one is being read, and for texts over TREE_LIMIT or without `wanted`. */
export function useParsed(text: string, wanted: boolean): JsonResult | null {
  const slow = text.length > AT_ONCE;
  const result = useMemo(() => (slow || !wanted ? null : parseJson(text)), [text, slow, wanted]);
  const [read, setRead] = useState<{ text: string; result: JsonResult } | null>(null);
  // Outside React: the clock, which gives the page its turn between slices of the work.
  useEffect(() => {
    if (!slow || !wanted || text.length > TREE_LIMIT) return;
    const stop = new AbortController();
    const run = async () => {
      try {
        const done = await parseJsonSlowly(text, stop.signal);
        if (!stop.signal.aborted) setRead({ text, result: done });
      } catch (error) {
        if (!stop.signal.aborted) throw error;
      }
    };
    void run();
    return () => stop.abort();
  }, [text, slow, wanted]);
  return result ?? (read?.text === text ? read.result : null);
}
