'use client';

import { Search } from 'lucide';
import { type FocusEvent, useId } from 'react';
import { Keycap } from '../commands/keycap.tsx';
import { IconButton } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { optionId, OmniboxPanel } from './omnibox-panel.tsx';
import { useOmnibox } from './use-omnibox.ts';

const CLOSED =
  'h-[30px] rounded-control border border-line-strong bg-inset max-desk:hidden [&>:first-child]:h-full [&>:first-child]:pr-1.5 [&>:first-child]:pl-2.5';
const OPEN =
  'absolute -top-1 z-10 right-0 w-[min(560px,calc(100vw-24px))] overflow-hidden rounded-pop bg-raised shadow-pop max-desk:fixed max-desk:inset-x-2 max-desk:top-2 max-desk:w-auto [&>:first-child]:px-3.5';

/**
 * One box that opens any run or thread by id, pair of ids or address, and does what the page can do. One field, in the bar and
 * in the open box.
 */
export function Omnibox() {
  const { input, ...box } = useOmnibox();
  const list = useId();
  const { open, palette, active } = box;
  const listed = open && palette.items.length > 0;
  const closeWhenLeft = (event: FocusEvent<HTMLElement>) => {
    if (!event.currentTarget.contains(event.relatedTarget)) box.close(false);
  };
  return (
    <div className="relative ml-auto h-[30px] min-w-0 flex-[0_1_430px] max-desk:flex-none" onBlur={closeWhenLeft}>
      <IconButton
        label="Open by ID"
        onClick={box.show}
        className={open ? 'hidden' : 'pointer-coarse:-my-[7px] pointer-coarse:size-11 desk:hidden'}
      >
        <Icon of={Search} />
      </IconButton>
      <div className={open ? OPEN : CLOSED}>
        <div className="flex h-[46px] items-center gap-2 text-ink-3">
          <Icon of={Search} size={14} />
          <input
            ref={input}
            role="combobox"
            aria-label="Open by ID or paste a URL"
            aria-expanded={listed}
            aria-controls={listed ? list : undefined}
            aria-autocomplete="list"
            aria-activedescendant={listed && active !== -1 ? optionId(list, active) : undefined}
            type="text"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            enterKeyHint="go"
            placeholder="Open by ID or paste a URL, thread_…, run_…"
            value={box.typed}
            onChange={(event) => box.type(event.target.value)}
            onFocus={() => box.setOpen(true)}
            onClick={() => box.setOpen(true)}
            onKeyDown={box.onKeyDown}
            className={`h-full min-w-0 flex-1 truncate bg-transparent text-ink outline-none ${box.typed === '' ? '' : 'font-mono tracking-[-0.02em]'}`}
          />
          <Keycap of={open ? 'Escape' : 'Mod K'} />
        </div>
        {open ? (
          <OmniboxPanel id={list} palette={palette} active={active} onPoint={box.setPointed} onChoose={box.choose} />
        ) : null}
      </div>
    </div>
  );
}
