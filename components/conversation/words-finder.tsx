'use client';

import { useEffect } from 'react';
import { findWords } from './find-words.ts';

/** How long the page is looked through while it is being drawn, and how long for the words around before the words alone (ms). */
const LONGEST = 8_000;
const NEAR_FIRST = 1_200;
const EVERY = 120;
/** How long the words are kept in view once they were found, while what stands around them is still being drawn (ms). */
const SETTLE = 2_500;
const MARK = 'found-words';

/** Brings words into view once the page shows them, and marks them. The reader who moves first is not disturbed. */
export function WordsFinder({ words, near }: { words: string; near: string }) {
  // Outside React: what the page shows, its scroll position, and the browser's highlights.
  useEffect(() => {
    const began = performance.now();
    let timer: ReturnType<typeof setInterval> | null = null;
    const stop = () => {
      if (timer !== null) clearInterval(timer);
      timer = null;
      for (const act of ACTS) window.removeEventListener(act, stop, true);
    };
    let found: { range: Range; text: string; at: number } | null = null;
    const look = () => {
      const passed = performance.now() - began;
      const late = passed > NEAR_FIRST;
      // What is drawn anew takes the words out of the range that held them.
      if (found && passed - found.at > SETTLE) return stop();
      if (found && found.range.toString() === found.text && isDrawn(found.range)) return show(found.range);
      const range = findWords(placesOf(late), near) ?? (late ? findWords(placesOf(late), words) : null);
      if (range) {
        show(range);
        found = { range, text: range.toString(), at: found?.at ?? passed };
      } else if (passed > LONGEST) stop();
    };
    timer = setInterval(look, EVERY);
    for (const act of ACTS) window.addEventListener(act, stop, { capture: true, passive: true });
    return () => {
      stop();
      if ('highlights' in CSS) CSS.highlights.delete(MARK);
    };
  }, [words, near]);
  return null;
}

const ACTS = ['wheel', 'pointerdown', 'keydown'] as const;

/** Where to look, the likeliest first: the drawer where the address opens one, the pane of what is selected, all of the page. */
function placesOf(all: boolean): Element[] {
  const panes = [...document.querySelectorAll('[role="region"]')].filter((one) =>
    one.querySelector('[role="tablist"]'),
  );
  const rest = [...panes, ...document.querySelectorAll('main')];
  if (!new URLSearchParams(window.location.search).has('drawer')) return rest;
  const tabs = [...document.querySelectorAll('[role="tabpanel"]')];
  const drawer = tabs.filter((one) => !panes.some((pane) => pane.contains(one)));
  return all ? [...drawer, ...rest] : drawer;
}

function isDrawn(range: Range): boolean {
  return range.startContainer.isConnected;
}

function show(range: Range): void {
  const target = range.startContainer.parentElement;
  target?.closest('details')?.setAttribute('open', '');
  if ('highlights' in CSS) CSS.highlights.set(MARK, new Highlight(range));
  for (let box = target?.parentElement ?? null; box; box = box.parentElement) {
    if (box.scrollHeight <= box.clientHeight || !/auto|scroll/.test(getComputedStyle(box).overflowY)) continue;
    const place = range.getBoundingClientRect();
    const frame = box.getBoundingClientRect();
    const top = Math.max(frame.top, 0);
    const bottom = Math.min(frame.bottom, window.innerHeight);
    if (place.top < top + 24 || place.bottom > bottom - 24) box.scrollTop += place.top - (top + bottom) / 2;
  }
}
