import { isContainer, type JsonContainer, type JsonNode } from './json-node.ts';

/** A line of the tree. `close` is the closing bracket of an open container and no item of its own. */
export interface TreeRow {
  kind: 'item' | 'close';
  node: JsonNode;
  /** Of a member of an object. */
  key: string | null;
  /** Place among its siblings, from 0, and how many they are. */
  index: number;
  siblings: number;
  depth: number;
  /** Row of the container it stands in, -1 for the root. */
  parent: number;
  /** Whether its children follow; null where it has none to show. */
  open: boolean | null;
}

/** Trees start unfolded as deep as makes no more rows than this; the root is always open. */
const OPEN_LIMIT = 2000;
/** Alt-click opens containers with at most this many values together, so that it takes no longer than a blink. */
const OPEN_ALL_LIMIT = 100_000;
/** Arrays of scalars up to this many characters stand on one line. */
const LINE_LIMIT = 120;

/** Whether a container has a line for each of its children, and so can be folded. */
export function isFoldable(node: JsonNode): node is JsonContainer {
  return isContainer(node) && node.children.length > 0 && !isOneLine(node);
}

/** Whether an array stands on one line: short, and scalars only. */
export function isOneLine(node: JsonContainer): boolean {
  if (node.type !== 'array' || node.children.length > LINE_LIMIT / 2) return false;
  let length = 0;
  for (const child of node.children) {
    if (isContainer(child)) return false;
    length += child.text.length + 2;
    if (length > LINE_LIMIT) return false;
  }
  return true;
}

/** How deep a tree is open before the reader touches it; infinite for a small one. */
export function defaultDepth(root: JsonNode): number {
  let seen = 1;
  let level: readonly JsonNode[] = [root];
  for (let depth = 0; level.length > 0; depth++) {
    const next: JsonNode[] = [];
    for (const node of level) {
      if (!isFoldable(node)) continue;
      seen += node.children.length;
      if (seen > OPEN_LIMIT) return Math.max(1, depth);
      next.push(...node.children);
    }
    level = next;
  }
  return Number.POSITIVE_INFINITY;
}

/** Lays the tree out in rows. `isOpen` is asked for every foldable container that is reached. */
export function treeRows(root: JsonNode, isOpen: (node: JsonContainer, depth: number) => boolean): TreeRow[] {
  const rows: TreeRow[] = [];
  const add = (node: JsonNode, key: string | null, index: number, siblings: number, depth: number, parent: number) => {
    const open = isFoldable(node) ? isOpen(node, depth) : null;
    rows.push({ kind: 'item', node, key, index, siblings, depth, parent, open });
    return open === true;
  };
  const stack: { node: JsonContainer; next: number; row: number }[] = [];
  if (add(root, null, 0, 1, 0, -1) && isContainer(root)) stack.push({ node: root, next: 0, row: 0 });
  for (let frame = stack.at(-1); frame; frame = stack.at(-1)) {
    const { node, row } = frame;
    const child = node.children[frame.next];
    if (!child) {
      const head = rows[row];
      if (head) rows.push({ ...head, kind: 'close' });
      stack.pop();
      continue;
    }
    const index = frame.next++;
    const key = node.type === 'object' ? (node.keys[index] ?? '') : null;
    const at = rows.length;
    if (add(child, key, index, node.children.length, stack.length, row) && isContainer(child)) {
      stack.push({ node: child, next: 0, row: at });
    }
  }
  return rows;
}

/** Containers at and below a node, level by level, as many as OPEN_ALL_LIMIT allows. */
export function containersBelow(node: JsonContainer): JsonContainer[] {
  const found: JsonContainer[] = [node];
  let values = node.children.length;
  for (let at = 0; at < found.length; at++) {
    for (const child of found[at]?.children ?? []) {
      if (!isFoldable(child)) continue;
      values += child.children.length;
      if (values > OPEN_ALL_LIMIT) return found;
      found.push(child);
    }
  }
  return found;
}

/** The address of a row: `$.labels[0].key`, with quotes where a key is no plain word. */
export function pathOf(rows: readonly TreeRow[], at: number): string {
  const parts: string[] = [];
  for (let row = rows[at]; row && row.parent >= 0; row = rows[row.parent]) {
    parts.push(pathPart(row.key ?? row.index));
  }
  return `$${parts.reverse().join('')}`;
}

/** A key or a place as paths write it. */
export function pathPart(part: string | number): string {
  if (typeof part === 'number') return `[${part}]`;
  return /^[A-Za-z_$][\w$]*$/.test(part) ? `.${part}` : `[${JSON.stringify(part)}]`;
}

/** Where an arrow key leads from a row, and whether it folds or unfolds it instead. Null for keys that do nothing here. */
export function treeMove(rows: readonly TreeRow[], at: number, key: string): { to: number } | { fold: boolean } | null {
  const row = rows[at];
  if (!row) return null;
  switch (key) {
    case 'ArrowDown':
      return stepTo(rows, at, 1);
    case 'ArrowUp':
      return stepTo(rows, at, -1);
    case 'Home':
      return { to: 0 };
    case 'End':
      return rows.at(-1)?.kind === 'close' ? stepTo(rows, rows.length - 1, -1) : { to: rows.length - 1 };
    case 'ArrowRight':
      if (row.open === false) return { fold: false };
      return row.open === true ? { to: at + 1 } : null;
    case 'ArrowLeft':
      if (row.open === true) return { fold: true };
      return row.parent >= 0 ? { to: row.parent } : null;
    default:
      return null;
  }
}

function stepTo(rows: readonly TreeRow[], at: number, by: 1 | -1): { to: number } | null {
  for (let to = at + by; to >= 0 && to < rows.length; to += by) if (rows[to]?.kind === 'item') return { to };
  return null;
}
