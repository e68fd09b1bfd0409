import { isContainer, type JsonNode } from './json-node.ts';
import { isFoldable, pathPart } from './tree-rows.ts';

/** A place in a tree: the containers on the way, from the root on, and the node that has a row for it. */
export interface JsonPlace {
  above: JsonNode[];
  node: JsonNode;
}

/** One step of a path. */
export const PART = /\.([A-Za-z_$][\w$]*)|\[(\d{1,9})\]|\[("(?:[^"\\]|\\.)*")\]/y;

/** Reads `$.labels[0]["odd key"]`; null for what is no such path. */
export function parseJsonPath(path: string): (string | number)[] | null {
  if (!path.startsWith('$')) return null;
  const parts: (string | number)[] = [];
  for (let at = 1; at < path.length; at = PART.lastIndex) {
    PART.lastIndex = at;
    const match = PART.exec(path);
    if (!match) return null;
    const [, word, index, quoted] = match;
    if (word !== undefined) parts.push(word);
    else if (index !== undefined) parts.push(Number(index));
    else {
      const key = readKey(quoted ?? '');
      if (key === null) return null;
      parts.push(key);
    }
  }
  return parts;
}

/** The one way in which a path is written. */
export function writeJsonPath(parts: readonly (string | number)[]): string {
  return `$${parts.map(pathPart).join('')}`;
}

function readKey(quoted: string): string | null {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return null;
  }
}

/** The place of a path in a tree; of keys that occur twice the first. Null where the tree has no such place. */
export function findJsonPath(root: JsonNode, path: string): JsonPlace | null {
  const parts = parseJsonPath(path);
  if (parts === null) return null;
  const chain = [root];
  for (const part of parts) {
    const node = chain.at(-1);
    const index =
      typeof part === 'number' && node?.type === 'array'
        ? part
        : typeof part === 'string' && node?.type === 'object'
          ? node.keys.indexOf(part)
          : -1;
    const child = node && isContainer(node) ? node.children[index] : undefined;
    if (!child) return null;
    chain.push(child);
  }
  // What stands on one line with its siblings has no row of its own.
  const flat = chain.findIndex((node) => !isFoldable(node));
  const end = flat === -1 ? chain.length - 1 : flat;
  return { above: chain.slice(0, end), node: chain[end] ?? root };
}
