'use client';

import { type RefObject, useEffect, useRef } from 'react';
import type { Run } from '#lib/domain/run.ts';
import { routes } from '#lib/contract/routes.ts';
import { shortId } from '#lib/domain/ids.ts';
import type { Command } from '../commands/command.ts';
import { useCommands } from '../commands/commands.tsx';
import type { RowCursor } from '../table/use-row-cursor.ts';
import { announce } from '../ui/announcer.ts';
import { copyAndSay } from '../ui/copy-and-say.ts';
import { formatCount, formatCountOf } from '../ui/format.ts';
import { toast } from '../ui/toast.ts';

/** The keys of the list. `runs` are those in view, in order. */
export function useListCommands(cursor: RefObject<RowCursor | null>, runs: readonly Run[]): void {
  useRowCommands(cursor, runs.length > 0, 'Open the run');
  const copy = (text: (run: Run) => string, what: (run: Run) => string) => {
    const run = runs[cursor.current?.at ?? -1];
    if (run) void copyAndSay(text(run), what(run));
    else toast('No row is chosen yet');
  };
  const copies = { group: 'Copy ID, copy link', enabled: runs.length > 0 } as const;
  const commands: Command[] = [
    {
      ...copies,
      id: 'copy-id',
      keys: ['Y'],
      does: 'Copy the run’s ID',
      run: () =>
        copy(
          (run) => run.id,
          (run) => shortId(run.id),
        ),
    },
    {
      ...copies,
      id: 'copy-link',
      keys: ['⇧Y'],
      does: 'Copy a link to the run',
      run: () =>
        copy(
          (run) => `${window.location.origin}${routes.run(run.source, run.key)}`,
          () => 'the link',
        ),
    },
  ];
  useCommands(commands);
}

/** The keys that move in rows and open one. */
export function useRowCommands(cursor: RefObject<RowCursor | null>, enabled: boolean, opens: string): void {
  const move = (key: string) => () => cursor.current?.move(key);
  const rows = { group: 'Next, previous row', enabled } as const;
  useCommands([
    { ...rows, id: 'next-row', keys: ['J', 'ArrowDown'], does: 'Next row', footer: 'move', run: move('ArrowDown') },
    { ...rows, id: 'previous-row', keys: ['K', 'ArrowUp'], does: 'Previous row', footer: 'move', run: move('ArrowUp') },
    {
      id: 'open-row',
      keys: ['Enter'],
      does: opens,
      group: 'Open',
      footer: 'open',
      enabled,
      run: () => cursor.current?.open(),
    },
  ]);
}

/** Of all runs of a list only the latest is said. */
const ALL = 'all runs';

/**
 * Says how many runs there are, again when it is known how many of them failed, and which came while the list was read again.
 * Nothing while the total is not known.
 */
export function useSaidCounts(list: string, total: number | null, failed: number | null): void {
  const before = useRef<{ list: string; total: number; failed: number | null } | null>(null);
  // Outside React: the live region.
  useEffect(() => {
    if (total === null) return;
    const last = before.current?.list === list ? before.current : null;
    before.current = { list, total, failed: failed ?? last?.failed ?? null };
    const more = last !== null && (last.failed !== null || failed === null);
    if (more && total <= last.total) return;
    const runs = formatCountOf(more ? total - last.total : total, more ? 'new run' : 'run');
    const failures = more ? (failed ?? last.failed ?? 0) - (last.failed ?? 0) : (failed ?? 0);
    const words = `${runs}${failures > 0 ? `, ${formatCount(failures)} failed` : ''}`;
    announce(words, more ? words : ALL);
  }, [list, total, failed]);
}
