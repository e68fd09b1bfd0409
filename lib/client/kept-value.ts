'use client';

import { useSyncExternalStore } from 'react';

/** A value that this browser keeps, the same in all of its tabs. */
export interface KeptValue<T> {
  read: () => T;
  /** Keeps a value; where the browser keeps nothing it holds for this page. */
  write: (value: T) => void;
  /** `read` in a component; on the server, and while the page takes over its HTML, what holds when nothing is kept. */
  use: () => T;
}

/**
 * A value in the browser's storage.
 * @param parse reads what is kept, which may be anything; null where it is not ours.
 */
export function keptValue<T>(name: string, parse: (kept: unknown) => T | null, otherwise: T): KeptValue<T> {
  const listeners = new Set<() => void>();
  /** Null until it is read. */
  let current: { value: T } | null = null;

  const read = (): T => {
    current ??= { value: stored() ?? otherwise };
    return current.value;
  };
  const stored = (): T | null => {
    try {
      return parse(JSON.parse(window.localStorage.getItem(name) ?? 'null'));
    } catch {
      // A browser that keeps nothing, or something that is not JSON.
      return null;
    }
  };
  const write = (value: T): void => {
    current = { value };
    try {
      window.localStorage.setItem(name, JSON.stringify(value));
    } catch {
      // Private windows may keep nothing: then the value holds for this page.
    }
    for (const listener of listeners) listener();
  };
  const subscribe = (listener: () => void): (() => void) => {
    const onStorage = (event: StorageEvent) => {
      if (event.key !== name && event.key !== null) return;
      current = null;
      listener();
    };
    listeners.add(listener);
    window.addEventListener('storage', onStorage);
    return () => {
      listeners.delete(listener);
      window.removeEventListener('storage', onStorage);
    };
  };
  return { read, write, use: () => useSyncExternalStore(subscribe, read, () => otherwise) };
}
