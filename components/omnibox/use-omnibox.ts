'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { type KeyboardEvent, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { leavePage } from '#lib/client/leaving.ts';
import { onOmniboxWanted } from '#lib/client/omnibox-signal.ts';
import { wantImport } from '#lib/client/import-signal.ts';
import { openOptions, openText } from '#lib/client/open-query.ts';
import { looksImportable } from '#lib/client/pasted-json.ts';
import { useCommands, useRegistry } from '../commands/commands.tsx';
import { tellTyped } from '../ui/find-fields.ts';
import { looksLikeId, type PaletteItem } from './palette-items.ts';
import { usePalette } from './use-palette.ts';

/** State and keyboard of the omnibox. */
export function useOmnibox() {
  const router = useRouter();
  const client = useQueryClient();
  const registry = useRegistry();
  const input = useRef<HTMLInputElement>(null);
  const before = useRef<Element | null>(null);
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const [pointed, setPointed] = useState<string | null>(null);
  const text = openText(typed);
  const listed = usePalette(text, open);
  const importable = open && looksImportable(typed);
  const items = importable
    ? [...listed.items.filter(({ kind }) => kind !== 'search'), importItem(typed)]
    : listed.items;
  const palette = { ...listed, items, problem: importable ? null : listed.problem };
  const place = items.findIndex((item) => item.id === pointed);
  // Nothing is chosen for the reader who has not typed: Enter must not open what they have not looked for.
  // Nor does it search for an id that was not found.
  const offered = text !== '' && items.length > 0 && !(items[0]?.kind === 'search' && looksLikeId(text));
  const active = place === -1 && offered ? 0 : place;

  const show = () => {
    if (document.activeElement !== input.current) before.current = document.activeElement;
    flushSync(() => setOpen(true));
    input.current?.focus();
    input.current?.select();
  };
  const close = (giveBackFocus: boolean) => {
    setOpen(false);
    setPointed(null);
    if (giveBackFocus && before.current instanceof HTMLElement) before.current.focus();
    // Where nothing had the focus, or it has gone.
    if (giveBackFocus && document.activeElement === input.current) input.current?.blur();
    before.current = null;
  };
  const choose = (item: PaletteItem) => {
    flushSync(() => {
      setTyped('');
      close(item.kind === 'action');
    });
    input.current?.blur();
    if (item.kind === 'open') {
      leavePage();
      router.push(item.item.href);
    } else if (item.kind === 'search') {
      leavePage();
      router.push(item.href);
    } else (registry.byId(item.command.id) ?? item.command).run(null);
  };
  const enter = async () => {
    if (palette.state === 'pending' && place === -1) {
      const answer = await client.fetchQuery(openOptions(text)).catch(() => null);
      if (openText(input.current?.value ?? '') !== text) return;
      const [found] = answer?.items ?? [];
      if (found) return choose({ kind: 'open', id: found.href, group: 'Run', item: found });
    }
    const chosen = items[active];
    if (chosen) choose(chosen);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Escape' && open) close(true);
    else if (event.key === 'Enter') void enter();
    else if (step !== undefined && items.length > 0) {
      const from = active === -1 && step === -1 ? 0 : active;
      setPointed(items[(from + step + items.length) % items.length]?.id ?? null);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const type = (value: string) => {
    setTyped(value);
    setPointed(null);
    setOpen(true);
  };

  useCommands([
    {
      id: 'open',
      keys: ['Mod K'],
      does: 'Open by ID or URL',
      group: 'Open by ID or URL',
      footer: 'open by ID',
      palette: false,
      run: show,
    },
  ]);
  // Outside React: what was typed before the page listened. Where the field was left since, nothing opens.
  useLayoutEffect(() => {
    const field = input.current;
    if (!field) return;
    tellTyped(field);
    if (document.activeElement !== field) setOpen(false);
  }, []);
  const showLatest = useEffectEvent(show);
  // Outside React: screens that ask for the omnibox.
  useEffect(() => onOmniboxWanted(() => showLatest()), []);

  return { input, open, typed, active, palette, show, close, setOpen, setPointed, type, choose, onKeyDown };
}

/** JSON in the field may also be taken in. */
function importItem(text: string): PaletteItem {
  const command = {
    id: 'import-text',
    keys: [],
    does: 'Import this JSON',
    group: 'Import' as const,
    run: () => wantImport(text),
  };
  return { kind: 'action', id: 'do import-text', group: 'Actions', command };
}
