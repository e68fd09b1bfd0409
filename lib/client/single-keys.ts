'use client';

import { useSyncExternalStore } from 'react';

const NAME = 'runlens.single-keys';
const listeners = new Set<() => void>();

/** Whether letters and signs alone are commands: a setting of this browser, on until the reader switches it off. */
export function singleKeysOn(): boolean {
  try {
    return localStorage.getItem(NAME) !== 'off';
  } catch {
    // Storage may be forbidden; then the setting lasts as long as the default.
    return true;
  }
}

/** Switches single keys on or off, in all tabs. */
export function setSingleKeys(on: boolean): void {
  try {
    if (on) localStorage.removeItem(NAME);
    else localStorage.setItem(NAME, 'off');
  } catch {
    return;
  }
  for (const listener of listeners) listener();
}

/** `singleKeysOn` in a component; on, on the server and while the page takes over its HTML. */
export function useSingleKeys(): boolean {
  return useSyncExternalStore(follow, singleKeysOn, () => true);
}

function follow(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}
