'use client';

import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from './button.tsx';
import { copyText } from './copy-text.ts';
import { Icon } from './icon.tsx';

/** Copies `text` (or what it gives when called, for texts that cost something to make) and says so. */
export function CopyButton({ text, label }: { text: string | (() => string); label: string }) {
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle');
  const copy = async () => {
    const copied = await copyText(typeof text === 'string' ? text : text());
    setState(copied ? 'copied' : 'refused');
    window.setTimeout(() => setState('idle'), 1500);
  };
  return (
    <>
      <IconButton size="sm" label={label} onClick={() => void copy()}>
        <Icon of={state === 'copied' ? Check : Copy} size={14} />
      </IconButton>
      <span role="status" className="sr-only">
        {state === 'copied' ? 'Copied' : state === 'refused' ? 'The browser refused to copy' : ''}
      </span>
    </>
  );
}
