import { routes } from '#lib/contract/routes.ts';
import { formatSearchParams } from '#lib/contract/search-params.ts';
import type { OpenItem } from '#lib/contract/source-schema.ts';
import type { Command } from '../commands/command.ts';

/** One choice of the palette: something to open, or something to do. `id` stays the same while the list changes. */
export type PaletteItem = { id: string; group: PaletteGroup } & (
  | { kind: 'open'; item: OpenItem }
  | { kind: 'action'; command: Command }
  | { kind: 'search'; text: string; href: string }
);

export type PaletteGroup = 'Run' | 'Thread' | 'In the same thread' | 'Actions' | 'Search';

/** Runs of the same thread that are offered. */
const MOST_RELATED = 6;
const LONGEST_SEARCH = 300;

/**
 * What the palette offers for a text: what was found for it, what belongs to the page and has all of its words, and commands
 * with words that begin like them; last the search for it in all runs. Without a text everything but what is found.
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
    ...(words.length > 0 ? [searchFor(text)] : []),
  ];
}

/** Whether a text is meant to be opened: an id, an address or a part of one. */
export function looksLikeId(text: string): boolean {
  return !/\s/.test(text) && /[_/:.\d]/.test(text);
}

function searchFor(text: string): PaletteItem {
  const q = text.trim().slice(0, LONGEST_SEARCH);
  const query = formatSearchParams({ q, source: [], status: [], from: null, to: null });
  return { kind: 'search', id: 'search', group: 'Search', text: q, href: routes.search(query) };
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
