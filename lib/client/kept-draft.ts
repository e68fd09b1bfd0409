'use client';

import { useEffect, useRef, useState } from 'react';

/**
 * What somebody has typed and not sent yet, kept by this tab of the browser: it survives a reload, a navigation and a
 * failed submission. `drop` forgets it, once it was sent or given up.
 * @param name tells drafts apart; one draft is open in one place at a time.
 * @param parse reads what is kept, which may be anything; null where it is not ours.
 */
export function useDraft<T>(
  name: string,
  parse: (kept: unknown) => T | null,
  otherwise: T | (() => T),
): [value: T, set: (next: T | ((before: T) => T)) => void, drop: () => void] {
  const [value, setValue] = useState<T>(() => readDraft(name, parse) ?? first(otherwise));
  const written = useRef<{ value: T; name: string }>({ value, name });
  // Outside React: the browser's storage.
  useEffect(() => {
    if (written.current.value === value && written.current.name === name) return;
    written.current = { value, name };
    storage()?.setItem(nameOf(name), JSON.stringify(value));
  }, [name, value]);
  return [value, setValue, () => dropDraft(name)];
}

/** Whether something typed is kept under a name. False on the server. */
export function hasDraft(name: string): boolean {
  return (storage()?.getItem(nameOf(name)) ?? null) !== null;
}

function dropDraft(name: string): void {
  storage()?.removeItem(nameOf(name));
}

function readDraft<T>(name: string, parse: (kept: unknown) => T | null): T | null {
  const kept = storage()?.getItem(nameOf(name)) ?? null;
  if (kept === null) return null;
  try {
    return parse(JSON.parse(kept));
  } catch {
    // Somebody else's, and not JSON.
    return null;
  }
}

function nameOf(name: string): string {
  return `runlens draft ${name}`;
}

interface Store {
  getItem: (name: string) => string | null;
  setItem: (name: string, text: string) => void;
  removeItem: (name: string) => void;
}

/** Null on the server. A browser that keeps nothing, or no more, keeps this draft for the page alone. */
function storage(): Store | null {
  if (typeof window === 'undefined') return null;
  const quietly = <A>(act: () => A, otherwise: A): A => {
    try {
      return act();
    } catch {
      return otherwise;
    }
  };
  return {
    getItem: (name) => quietly(() => window.sessionStorage.getItem(name), null),
    setItem: (name, text) => quietly(() => window.sessionStorage.setItem(name, text), undefined),
    removeItem: (name) => quietly(() => window.sessionStorage.removeItem(name), undefined),
  };
}

function first<T>(value: T | (() => T)): T {
  return typeof value === 'function' ? (value as () => T)() : value;
}
