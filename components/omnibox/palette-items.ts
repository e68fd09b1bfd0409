import type { OpenItem } from '#lib/contract/source-schema.ts';
import type { Command } from '../commands/command.ts';

/** One choice of the palette: something to open, or something to do. `id` stays the same while the list changes. */
export type PaletteItem = { id: string; group: PaletteGroup } & (
  | { kind: 'open'; item: OpenItem }
  | { kind: 'action'; command: Command }
);

export type PaletteGroup = 'Run' | 'Thread' | 'In the same thread' | 'Actions';

/** Runs of the same thread that are offered. */
const MOST_RELATED = 6;

/**
 * What the palette offers for a text: what was found for it, what belongs to the page and has all of its words, and commands
 * with words that begin like them. Without a text everything but what is found.
 */
export function paletteItems(
  text: string,
  found: readonly OpenItem[],
  related: readonly OpenItem[],
  commands: readonly Command[],
): PaletteItem[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const known = new Set(found.map(keyOf));
  const near = related
    .filter((item) => !known.has(keyOf(item)) && hasWords(`${item.id} ${item.label}`, words))
    .slice(0, MOST_RELATED);
  const actions = commands.filter(({ palette, does }) => palette !== false && beginsLike(does, words));
  return [
    ...found.map((item) => open(item, item.kind === 'run' ? 'Run' : 'Thread')),
    ...near.map((item) => open(item, 'In the same thread')),
    ...actions.map(
      (command): PaletteItem => ({
        kind: 'action',
        id: `do ${command.id}`,
        group: 'Actions',
        command,
      }),
    ),
  ];
}

function open(item: OpenItem, group: PaletteGroup): PaletteItem {
  return { kind: 'open', id: `open ${item.href}`, group, item };
}

function keyOf({ source, id }: OpenItem): string {
  return `${source} ${id}`;
}

function hasWords(text: string, words: readonly string[]): boolean {
  const lower = text.toLowerCase();
  return words.every((word) => lower.includes(word));
}

function beginsLike(does: string, words: readonly string[]): boolean {
  const own = does.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  return words.every((word) => own.some((each) => each.startsWith(word)));
}
