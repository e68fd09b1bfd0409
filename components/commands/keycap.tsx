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

/** What stands on a key, apart from ⌘ or Ctrl. */
export function capOf(key: string): string {
  return CAPS[key] ?? key;
}

/** A key of a command as it stands on the reader's keyboard. */
export function Keycap({ of: key }: { of: string }) {
  const apple = useSyncExternalStore(never, isApple, () => false);
  const text = key.startsWith('Mod ') ? key.replace('Mod ', apple ? '⌘' : 'Ctrl ') : capOf(key);
  return <Kbd>{text}</Kbd>;
}
