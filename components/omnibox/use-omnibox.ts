'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { type KeyboardEvent, useEffect, useEffectEvent, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { onOmniboxWanted } from '#lib/client/omnibox-signal.ts';
import { openOptions, openText } from '#lib/client/open-query.ts';
import type { OpenItem } from '#lib/contract/source-schema.ts';
import { useOpenResults } from './use-open-results.ts';

/** State and keyboard of the omnibox. */
export function useOmnibox() {
  const router = useRouter();
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const before = useRef<Element | null>(null);
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const text = openText(typed);
  const results = useOpenResults(text);
  const { items } = results;

  const show = () => {
    if (document.activeElement !== input.current) before.current = document.activeElement;
    flushSync(() => setOpen(true));
    input.current?.focus();
    input.current?.select();
  };
  const close = (giveBackFocus: boolean) => {
    setOpen(false);
    if (giveBackFocus && before.current instanceof HTMLElement) before.current.focus();
    before.current = null;
  };
  const goTo = (item: OpenItem) => {
    setTyped('');
    setActive(0);
    close(false);
    input.current?.blur();
    router.push(item.href);
  };
  const enter = async () => {
    const chosen = items[active] ?? items[0];
    if (chosen) return goTo(chosen);
    if (results.state !== 'pending') return;
    const answer = await client.fetchQuery(openOptions(text)).catch(() => null);
    const first = answer?.items[0];
    if (first && openText(input.current?.value ?? '') === text) goTo(first);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Escape' && open) close(true);
    else if (event.key === 'Enter') void enter();
    else if (step !== undefined && items.length > 0) setActive((active + step + items.length) % items.length);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const type = (value: string) => {
    setTyped(value);
    setActive(0);
    setOpen(true);
  };

  const showLatest = useEffectEvent(show);
  // Outside React: the keyboard of the page, and screens that ask for the omnibox.
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || event.shiftKey || event.altKey || event.metaKey === event.ctrlKey) return;
      event.preventDefault();
      showLatest();
    };
    document.addEventListener('keydown', onKey);
    const forget = onOmniboxWanted(() => showLatest());
    return () => {
      document.removeEventListener('keydown', onKey);
      forget();
    };
  }, []);

  return { input, open, typed, active, results, show, close, setOpen, setActive, type, goTo, onKeyDown };
}
