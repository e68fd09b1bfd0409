'use client';

import { useEffect, useEffectEvent } from 'react';
import { setSingleKeys, useSingleKeys } from '#lib/client/single-keys.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Keycap } from './keycap.tsx';
import { keyLines, useUsableCommands } from './usable-commands.ts';

/** The keys of the page in view. ? or Escape closes it. */
export function CheatSheet({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keys">
      <Lines onClose={() => onOpenChange(false)} />
    </Dialog>
  );
}

function Lines({ onClose }: { onClose: () => void }) {
  const lines = keyLines(useUsableCommands(), (command) => command.group);
  const single = useSingleKeys();
  const close = useEffectEvent(onClose);
  // Outside React: the key that opened the list closes it, wherever the focus is.
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === '?' && !event.repeat) close();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
  return (
    <>
      <dl className="grid grid-cols-2 gap-x-7 px-4 py-3 text-meta max-desk:grid-cols-1">
        {lines.map(({ does, keys }) => (
          <div key={does} className="flex min-h-[27px] items-center justify-between gap-3 border-b border-line">
            <dt className="text-ink-2">{does}</dt>
            <dd className="flex flex-none gap-[3px]">
              {keys.map((key) => (
                <Keycap key={key} of={key} />
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <label className="flex min-h-9 cursor-pointer items-center gap-2 px-4 pb-3 text-meta">
        <input type="checkbox" checked={single} onChange={(event) => setSingleKeys(event.target.checked)} />
        <span>
          Use single keys
          <span className="text-ink-3"> – kept in this browser; fields always get their letters</span>
        </span>
      </label>
    </>
  );
}
