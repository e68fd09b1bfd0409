import { createContext, useContext, useMemo } from 'react';

/** Words that the reader was led to, and the words around them; null where there are none. */
export const WantedWords = createContext<{ words: string; near: string } | null>(null);

/** Where the wanted words stand first in some lines, from 0, or those around them where they do; null for nowhere. */
export function useWantedPlace(lines: readonly string[]): { line: number; column: number } | null {
  const wanted = useContext(WantedWords);
  return useMemo(() => {
    if (wanted === null) return null;
    for (const text of [wanted.near, wanted.words]) {
      const looked = text.toLowerCase();
      const line = lines.findIndex((one) => one.toLowerCase().includes(looked));
      if (line !== -1) return { line, column: (lines[line] ?? '').toLowerCase().indexOf(looked) };
    }
    return null;
  }, [lines, wanted]);
}

/** Whether the wanted words stand in a text. */
export function useWantedIn(text: string): boolean {
  const wanted = useContext(WantedWords);
  return wanted !== null && text.toLowerCase().includes(wanted.words.toLowerCase());
}
