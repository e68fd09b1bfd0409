'use client';

import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { copyText } from '../ui/copy-text.ts';
import { formatCount } from '../ui/format.ts';
import { useSaid } from '../ui/use-said.ts';
import type { ChosenLines, LineSource } from './line-source.ts';

/** More lines are better had as a file. */
const MOST_COPIED = 20_000;

/** Says which lines are chosen, copies them, and lets go of them. */
export function ChosenBar({
  source,
  chosen,
  onClear,
}: {
  source: LineSource;
  chosen: ChosenLines;
  onClear: () => void;
}) {
  const [said, setSaid] = useState('');
  useSaid(said);
  const { from, to } = chosen;
  const last = Math.min(to, source.total);
  const copy = async () => {
    setSaid('Copying');
    const lines = await source.read(from - 1, last, new AbortController().signal).catch(() => null);
    if (lines === null) setSaid('The lines could not be read');
    else {
      const copied = await copyText(lines.map((line) => line.plain).join('\n'));
      setSaid(copied ? 'Copied' : 'The browser refused to copy');
    }
  };
  const name = from === to ? `Line ${formatCount(from)}` : `Lines ${formatCount(from)}–${formatCount(to)}`;
  return (
    <div className="flex min-h-8 items-center gap-2 border-t border-line bg-panel py-1 pr-1.5 pl-[11px] text-meta">
      <span className="min-w-0 flex-1 truncate text-ink-2">{name}</span>
      <span className="text-ink-2">{said}</span>
      <Button size="sm" disabled={last < from || last - from >= MOST_COPIED} onClick={() => void copy()}>
        {from === to ? 'Copy line' : 'Copy lines'}
      </Button>
      <Button size="sm" onClick={onClear}>
        Clear
      </Button>
    </div>
  );
}
