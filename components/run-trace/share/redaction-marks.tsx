'use client';

import { useEffect } from 'react';

const MARK = 'redacted';
/** What stands in place of what was taken out: `[person 1]`. */
const INSTEAD = /\[(?:person|key|phone|card|address|file|text) \d+\]/g;
/** The page is looked through again once it has rested this long (ms). */
const REST = 120;
/** Places that are marked at most. */
const MOST = 5_000;

/** Sets off the words that stand in place of others, wherever the page shows some, with the browser's own highlights. */
export function RedactionMarks() {
  // Outside React: what the page shows, and the browser's highlights.
  useEffect(() => {
    if (!('highlights' in CSS)) return;
    let timer: ReturnType<typeof setTimeout> | null = null;
    const mark = () => {
      timer = null;
      CSS.highlights.set(MARK, new Highlight(...placesIn(document.body)));
    };
    const soon = () => {
      timer ??= setTimeout(mark, REST);
    };
    const watch = new MutationObserver(soon);
    watch.observe(document.body, { subtree: true, childList: true, characterData: true });
    mark();
    return () => {
      watch.disconnect();
      if (timer !== null) clearTimeout(timer);
      CSS.highlights.delete(MARK);
    };
  }, []);
  return null;
}

function placesIn(root: Node): Range[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const ranges: Range[] = [];
  for (let node = walker.nextNode(); node && ranges.length < MOST; node = walker.nextNode()) {
    for (const { index, 0: found } of (node.nodeValue ?? '').matchAll(INSTEAD)) {
      const range = new Range();
      range.setStart(node, index);
      range.setEnd(node, index + found.length);
      ranges.push(range);
    }
  }
  return ranges;
}
