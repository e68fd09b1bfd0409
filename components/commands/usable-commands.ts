'use client';

import { useSingleKeys } from '#lib/client/single-keys.ts';
import type { Command } from './command.ts';
import { useCommandList } from './commands.tsx';
import { capOf } from './keycap.tsx';
import { isSingleKey } from './pressed-key.ts';

/** A line of keys that belong together. */
export interface KeyLine {
  does: string;
  keys: readonly string[];
}

/** The commands with those of their keys that work now: without single ones once the reader has switched these off. */
export function useUsableCommands(): readonly Command[] {
  const single = useSingleKeys();
  const list = useCommandList();
  return single ? list : list.map((each) => ({ ...each, keys: each.keys.filter((key) => !isSingleKey(key)) }));
}

/**
 * Brings keys together under the words that `wordsOf` gives: the usual ones of all commands, then the others unless only
 * `usual` ones are wanted. Nothing for commands without words or keys.
 */
export function keyLines(
  commands: readonly Command[],
  wordsOf: (command: Command) => string | undefined,
  usual = false,
): KeyLine[] {
  const lines = new Map<string, { first: string[]; more: string[] }>();
  for (const command of commands) {
    const words = wordsOf(command);
    const [first, ...more] = command.keys;
    if (words === undefined || first === undefined) continue;
    const line = lines.get(words) ?? { first: [], more: [] };
    lines.set(words, line);
    line.first.push(first);
    if (!usual) line.more.push(...more);
  }
  const once = (keys: string[]) => [...new Map(keys.map((key) => [capOf(key), key])).values()];
  return [...lines].map(([does, { first, more }]) => ({ does, keys: once([...first, ...more]) }));
}
