'use client';

import { Check, Copy } from 'lucide';
import { useState } from 'react';
import { IconButton } from './button.tsx';
import { copyText } from './copy-text.ts';
import { Icon } from './icon.tsx';
import { toast } from './toast.ts';

/** Copies `text` (or what it gives when called, for texts that cost something to make) and says so. */
export function CopyButton({
  text,
  label,
  what = '',
  size = 14,
  className,
}: {
  text: string | (() => string);
  label: string;
  /** What it copies, in the words of the toast: `Copied run_Qm4T…3sEa`. */
  what?: string;
  /** Of its icon, in pixels. */
  size?: 12 | 14;
  className?: string;
}) {
  const [done, setDone] = useState(false);
  const copy = async () => {
    const copied = await copyText(typeof text === 'string' ? text : text());
    setDone(copied);
    toast(copied ? `Copied ${what}`.trim() : 'The browser refused to copy');
    window.setTimeout(() => setDone(false), 1500);
  };
  return (
    <IconButton size="sm" className={className} label={label} onClick={() => void copy()}>
      <Icon of={done ? Check : Copy} size={size} />
    </IconButton>
  );
}
