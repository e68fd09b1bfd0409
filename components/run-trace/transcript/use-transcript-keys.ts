'use client';

import { useCommands } from '../../commands/commands.tsx';

/** What the keys of the conversation do. */
export interface TranscriptCommands {
  /** J and K: goes on or back by one entry. */
  move: (by: 1 | -1) => void;
  /** O: opens or folds the card of the selected call; null where none is selected. */
  toggle: (() => void) | null;
  /** Enter: shows what is selected in the timeline; null where nothing is. */
  leave: (() => void) | null;
}

/** The keys of the conversation while it is on the page. */
export function useTranscriptKeys({ move, toggle, leave }: TranscriptCommands): void {
  const entries = { group: 'Next, previous entry', footer: 'next, previous entry' } as const;
  useCommands([
    { ...entries, id: 'next-entry', keys: ['J', 'ArrowDown'], does: 'Next entry', run: () => move(1) },
    { ...entries, id: 'previous-entry', keys: ['K', 'ArrowUp'], does: 'Previous entry', run: () => move(-1) },
    {
      id: 'open-in-timeline',
      keys: ['Enter'],
      does: 'Open in the timeline',
      group: 'Open in timeline',
      footer: 'open in timeline',
      enabled: leave !== null,
      run: () => leave?.(),
    },
    {
      id: 'toggle-call',
      keys: ['O'],
      does: 'Open or fold the tool call',
      group: 'Open, fold tool call',
      footer: 'expand tool call',
      enabled: toggle !== null,
      run: () => toggle?.(),
    },
  ]);
}
