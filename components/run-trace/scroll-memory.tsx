'use client';

import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { isScrolled, SCROLLED, type ViewPlaces, withoutPlaces, withPlaces } from '#lib/contract/view-place-params.ts';
import { nearPlaces, readPlaces, scrollerOfEntry } from './scroll-places.ts';
import { pageElement } from './use-page-element.ts';
import type { Selection } from './use-selection.ts';

/** Scrolling has to pause for this long before it is written down: browsers refuse many writes (milliseconds). */
const PAUSE = 350;
/** What has just been scrolled to stays held for so long, because more may come in above it (frames). */
const HELD = 60;
/** Places that have not come into being by then are given up (milliseconds). */
const LONGEST = 15_000;

/** What the reader scrolls with; what comes of a selection is not scrolled by hand, and needs no place of its own. */
const HANDS = ['wheel', 'pointerdown', 'touchmove', 'keydown'];
/** An entry that is acted on stays where it is on the screen, which is then a place of its own. */
const HOLDING = new Set(['pointerdown', 'keydown']);

/**
 * Shows a run where it was scrolled when the address was made, until the reader acts, and writes into the address where the
 * reader scrolls. Nothing is written while the newest step is followed.
 */
export function ScrollMemory({ selection, scrolled }: { selection: Selection; scrolled: Element | boolean }) {
  const {
    places,
    setPlaces,
    acted,
    following,
    target,
    tab,
    view,
    text,
    drawer,
    looks,
    cards,
    opened: folds,
  } = selection;
  // Who goes from hit to hit scrolls by hand: hits in view leave the text where it is, which its address has to tell.
  const selected = JSON.stringify([target, tab, view, text]);
  const [opened] = useState(places);
  const [moved] = useState(() => {
    const first = typeof scrolled === 'boolean' ? null : scrolled;
    const box = first?.matches('[data-entry]') ? scrollerOfEntry(first) : first;
    return new WeakSet(box ? [box] : []);
  });

  // Outside React: scroll positions, as the address says.
  useEffect(() => {
    if (acted || !isScrolled(opened)) return;
    const until = performance.now() + LONGEST;
    const steps = new WeakMap<Element, number>();
    let held = 0;
    const near = () => {
      const page = pageElement();
      held = page && nearPlaces(page, opened, moved, steps) ? held + 1 : 0;
      if (held < HELD && performance.now() < until) frame = requestAnimationFrame(near);
    };
    let frame = requestAnimationFrame(near);
    return () => cancelAnimationFrame(frame);
  }, [acted, moved, opened]);

  const write = useEffectEvent(() => {
    const page = pageElement();
    if (!page || following) return;
    const now = readPlaces(page, moved);
    const next = (before: ViewPlaces) => withPlaces(withoutPlaces(before, SCROLLED), now);
    if (!isSame(places, next(places))) setPlaces(next);
  });
  // Outside React: the page, of which other things scroll when it is looked at in another way.
  useEffect(() => {
    if (!acted) return;
    const timer = setTimeout(() => write(), PAUSE);
    return () => clearTimeout(timer);
  }, [acted, cards, drawer, folds, looks]);
  const before = useRef(selected);
  // Outside React: the scroll positions of the page, and of what else is in view now.
  useEffect(() => {
    const page = pageElement();
    if (!page || !acted) return;
    let byHand = before.current === selected;
    before.current = selected;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(() => write(), PAUSE);
    };
    const onScroll = (event: Event) => {
      if (!(event.target instanceof Element)) return;
      if (byHand) moved.add(event.target);
      else moved.delete(event.target);
      later();
    };
    const onHand = ({ type, target: on }: Event) => {
      byHand = true;
      const held = on && HOLDING.has(type) ? scrollerOfEntry(on) : null;
      if (!held) return;
      moved.add(held);
      later();
    };
    const listens = { capture: true, passive: true };
    later();
    page.addEventListener('scroll', onScroll, listens);
    for (const hand of HANDS) page.addEventListener(hand, onHand, listens);
    return () => {
      clearTimeout(timer);
      page.removeEventListener('scroll', onScroll, listens);
      for (const hand of HANDS) page.removeEventListener(hand, onHand, listens);
    };
  }, [acted, moved, selected]);
  return null;
}

function isSame(a: ViewPlaces, b: ViewPlaces): boolean {
  const names = Object.keys(b);
  return names.length === Object.keys(a).length && names.every((name) => a[name] === b[name]);
}
