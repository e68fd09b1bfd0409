'use client';

import { ArrowLeft, Eye } from 'lucide';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { RedactionHit } from '#lib/domain/redaction.ts';
import { SHARE_WORDS } from '#lib/domain/share.ts';
import { useCommands } from '../../commands/commands.tsx';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { onSelection, selectedWords } from './selected-words.ts';

/** Says that this is a preview, leads back, and takes out the words that the reader marks on the page. */
export function PreviewBar({
  spots,
  hits,
  onSpots,
  onLeave,
}: {
  spots: readonly string[];
  /** Null until they are known, and where not all of them are. */
  hits: readonly RedactionHit[] | null;
  onSpots: (spots: string[]) => void;
  onLeave: () => void;
}) {
  const words = useSyncExternalStore(onSelection, selectedWords, () => '');
  const back = useRef<HTMLButtonElement>(null);
  // Outside React: the focus, which was on a button that is gone.
  useEffect(() => back.current?.focus(), []);
  useCommands([
    { id: 'leave-preview', keys: [], does: 'Leave the preview', group: 'Back out one level', run: onLeave },
  ]);
  const last = spots.at(-1);
  const missed = last !== undefined && hits !== null && !hits.some((hit) => hit.text.includes(last.slice(0, 40)));
  const takeOut = () => {
    if (words === '' || spots.length >= SHARE_WORDS.spots) return;
    onSpots([...new Set([...spots, words])]);
    window.getSelection()?.removeAllRanges();
  };
  return (
    <div
      role="region"
      aria-label="Preview"
      className="flex min-h-10 flex-none flex-wrap items-center gap-x-2.5 gap-y-1.5 border-b border-line bg-accent-soft px-gutter py-1.5"
    >
      <Button ref={back} onClick={onLeave} className="tap">
        <Icon of={ArrowLeft} size={14} /> Back to sharing
      </Button>
      <p className="min-w-0 flex-1 max-desk:order-first max-desk:basis-full">
        <Icon of={Eye} size={14} className="mr-1.5 inline-block align-[-2px] text-accent" />
        What the recipient sees.{' '}
        <span className="text-ink-2">
          {missed ? 'The words marked last were not found as they stand.' : 'Mark words on the page to take them out.'}
        </span>
      </p>
      <Button
        disabled={words === ''}
        onPointerDown={(event) => event.preventDefault()}
        onClick={takeOut}
        className="tap"
      >
        Take out the marked words
      </Button>
    </div>
  );
}
