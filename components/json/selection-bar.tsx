'use client';

import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { copyLater } from '../ui/copy-later.ts';
import { copyText } from '../ui/copy-text.ts';
import { useSaid } from '../ui/use-said.ts';
import { pathOf, type TreeRow } from './tree-rows.ts';
import { writeJson } from './write-json.ts';

const COPYING = 'Copying';

/** The path of the chosen row, with buttons that copy it or the value: strings as their text, the rest as JSON. */
export function SelectionBar({ rows, at }: { rows: readonly TreeRow[]; at: number }) {
  const [said, setSaid] = useState('');
  useSaid(said);
  const path = pathOf(rows, at);
  const node = rows[at]?.node;
  const copy = async (text: string | Promise<Blob>, what: string) => {
    if (typeof text !== 'string') setSaid(COPYING);
    const copied = await (typeof text === 'string' ? copyText(text) : copyLater(text));
    setSaid(copied ? `${what} copied` : 'The browser refused to copy');
  };
  return (
    <div className="flex min-h-8 items-center gap-2 border-t border-line bg-panel py-1 pr-1.5 pl-[11px] text-meta">
      <span className="min-w-0 flex-1 truncate font-mono tracking-[-0.02em] text-ink-2" title={path.slice(0, 1000)}>
        {path.slice(0, 1000)}
      </span>
      <span className="text-ink-2">{said}</span>
      <Button size="sm" onClick={() => said !== COPYING && void copy(path, 'Path')}>
        Copy path
      </Button>
      <Button
        size="sm"
        disabled={!node}
        onClick={() => {
          if (node && said !== COPYING) void copy(node.type === 'string' ? node.text : writeJson(node), 'Value');
        }}
      >
        Copy value
      </Button>
    </div>
  );
}
