'use client';

import type { ReactNode } from 'react';
import type { Command } from '../commands/command.ts';
import { useRegistry } from '../commands/commands.tsx';
import { Keycap } from '../commands/keycap.tsx';
import { keyLines, useUsableCommands } from '../commands/usable-commands.ts';

/** Words of what every page has; they stand after those of the page. */
const LAST = ['filter', 'find', 'open by ID'];
const ALL = 'all keys';

/** The keys that work on this page, and at the right `children` (a legend). Not on phones. */
export function KeysFooter({ children }: { children?: ReactNode }) {
  const registry = useRegistry();
  const commands = useUsableCommands();
  const lines = keyLines(commands, (command: Command) => (command.footer === ALL ? undefined : command.footer), true);
  const ordered = lines.toSorted((a, b) => LAST.indexOf(a.does) - LAST.indexOf(b.does));
  const all = commands.find((command) => command.footer === ALL);
  return (
    <footer className="flex h-7 flex-none items-center gap-4 border-t border-line bg-panel px-gutter text-micro whitespace-nowrap text-ink-3 max-desk:hidden">
      <span className="flex min-w-0 items-center gap-4 overflow-hidden empty:hidden">
        {ordered.map(({ does, keys }) => (
          <span key={does} className="inline-flex items-center gap-[5px]">
            {keys.map((key) => (
              <Keycap key={key} of={key} />
            ))}
            {does}
          </span>
        ))}
      </span>
      {all ? (
        <button
          type="button"
          onClick={() => registry.byId(all.id)?.run(null)}
          className="inline-flex h-6 flex-none cursor-pointer items-center gap-[5px] hover:text-ink"
        >
          {all.keys.map((key) => (
            <Keycap key={key} of={key} />
          ))}
          {all.footer}
        </button>
      ) : null}
      {children ? <span className="ml-auto inline-flex flex-none items-center gap-3">{children}</span> : null}
    </footer>
  );
}
