import { isContainer, type JsonNode } from './json-node.ts';
import { findJsonPath, parseJsonPath, PART, writeJsonPath } from './json-path.ts';
import { isLongText } from './scalar.tsx';
import { containersBelow, isFoldable } from './tree-rows.ts';

/** What the reader did to a node: opened or folded it, and maybe all containers below along with it. Long strings open too. */
interface TreeFold {
  path: string;
  open: boolean;
  /** Null where those below are as they were. */
  below: boolean | null;
}

export type TreeFolds = ReadonlyMap<JsonNode, TreeFold>;

/** More are not told, and neither is what would be longer (characters as an address writes them). */
const MOST_TOLD = 100;
const MOST_LENGTH = 1500;
const ENTRY = new RegExp(`(-?)(\\$(?:${PART.source})*)(\\.\\*)?(?:,|$)`, 'y');

/** Reads `-$.lines,$.meta.*`: lines are folded, meta is open with all below. What the tree has not, or cannot fold, is left out. */
export function readFolds(root: JsonNode, text: string | null): TreeFolds {
  const folds = new Map<JsonNode, TreeFold>();
  if (text === null) return folds;
  ENTRY.lastIndex = 0;
  for (let read = 0; read < MOST_TOLD && ENTRY.lastIndex < text.length; read++) {
    const entry = ENTRY.exec(text);
    if (!entry) break;
    const parts = parseJsonPath(entry[2] ?? '');
    const node = findJsonPath(root, entry[2] ?? '')?.node;
    if (!parts || !node || !(isFoldable(node) || isLongText(node))) continue;
    const open = entry[1] === '';
    const below = entry.at(-1) === undefined ? (folds.get(node)?.below ?? null) : open;
    folds.set(node, { path: writeJsonPath(parts), open, below });
  }
  return folds;
}

/** Writes them, as many as an address holds; null for none. */
export function writeFolds(folds: TreeFolds): string | null {
  const told: string[] = [];
  let length = 0;
  for (const { path, open, below } of folds.values()) {
    const entries = below === null ? [] : [`${below ? '' : '-'}${path}.*`];
    if (open !== below) entries.push(`${open ? '' : '-'}${path}`);
    length += encodeURIComponent(entries.join()).length + 1;
    if (length > MOST_LENGTH || told.length + entries.length > MOST_TOLD) break;
    told.push(...entries);
  }
  return told.join() || null;
}

/** With one node opened or folded, and with `below` all containers in it. */
export function withFold(
  folds: TreeFolds,
  { node, path }: { node: JsonNode; path: string },
  open: boolean,
  below: boolean,
): TreeFolds {
  const next = new Map(folds);
  for (const [other, fold] of below ? folds : []) {
    if (isContainer(other) && fold.path.startsWith(path) && '.['.includes(fold.path[path.length] ?? ' ')) {
      next.delete(other);
    }
  }
  return next.set(node, { path, open, below: below ? open : (folds.get(node)?.below ?? null) });
}

/** Which nodes are open (true) or folded by them; of two that concern a node the nearer one counts. */
export function foldStates(folds: TreeFolds): ReadonlyMap<JsonNode, boolean> {
  const states = new Map<JsonNode, boolean>();
  for (const [node, { open, below }] of [...folds].sort((a, b) => a[1].path.length - b[1].path.length)) {
    if (below !== null && isContainer(node)) for (const each of containersBelow(node)) states.set(each, below);
    states.set(node, open);
  }
  return states;
}
