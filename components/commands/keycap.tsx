'use client';

import { useSyncExternalStore } from 'react';
import { isApple } from '../ui/key-map.ts';
import { Kbd } from '../ui/kbd.tsx';

const CAPS: Record<string, string> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Enter: '↵',
  Escape: 'Esc',
  ' ': 'Space',
  '-': '−',
};

const never = () => () => {};

/** A key of a command as it stands on the reader's keyboard. */
export function Keycap({ of: key }: { of: string }) {
  const apple = useSyncExternalStore(never, isApple, () => false);
  const text = key.startsWith('Mod ') ? key.replace('Mod ', apple ? '⌘' : 'Ctrl ') : (CAPS[key] ?? key);
  return <Kbd>{text}</Kbd>;
}
