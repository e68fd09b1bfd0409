import { useCallback, useMemo, useState } from 'react';
import { useTold } from '../ui/disclosure.tsx';
import { isContainer, type JsonNode } from './json-node.ts';
import { type JsonPlace, parseJsonPath, writeJsonPath } from './json-path.ts';
import { foldStates, readFolds, withFold, writeFolds } from './tree-folds.ts';
import { defaultDepth } from './tree-rows.ts';

/** A node as a row has it. */
interface Placed {
  node: JsonNode;
  path: string;
  depth: number;
}

/**
 * What is open in a tree: what its reader opened and folded, which the page is told under the tree's name and may tell again
 * when it opens, and else as much as is well seen. Paths mean the same places while a text still grows.
 */
export function useTreeFolds(
  root: JsonNode,
  name: string,
): {
  isOpen: (node: JsonNode, depth: number) => boolean;
  fold: (row: Placed, open: boolean, below: boolean) => void;
  /** Opens what is above a place. May be called while drawing. */
  reveal: (path: string, place: JsonPlace) => void;
  /** Tells what a link has opened. */
  tell: () => void;
} {
  const [said, tell] = useTold('tree.', name);
  const [own, setOwn] = useState(() => ({ root, said, folds: readFolds(root, said) }));
  let { folds } = own;
  if (own.root !== root || own.said !== said) {
    const told = writeFolds(folds);
    const same = own.said === said || said === told;
    if (!same || own.root !== root) folds = readFolds(root, same ? told : said);
    setOwn({ root, said, folds });
  }
  const limit = useMemo(() => defaultDepth(root), [root]);
  const states = useMemo(() => foldStates(folds), [folds]);
  const isOpen = useCallback(
    (node: JsonNode, depth: number) => states.get(node) ?? (isContainer(node) && depth < limit),
    [states, limit],
  );
  return {
    isOpen,
    fold: (row, open, below) => {
      const next = new Map(withFold(folds, row, open, below));
      if (!below && next.get(row.node)?.below === null) {
        // What is as it would be anyway needs no words.
        const without = new Map(next);
        without.delete(row.node);
        const byItself = foldStates(without).get(row.node) ?? (isContainer(row.node) && row.depth < limit);
        if (byItself === open) next.delete(row.node);
      }
      setOwn({ root, said, folds: next });
      tell(writeFolds(next));
    },
    reveal: (path, { above }) => {
      const parts = parseJsonPath(path) ?? [];
      const next = above.reduce(
        (all, node, depth) =>
          isOpen(node, depth) ? all : withFold(all, { node, path: writeJsonPath(parts.slice(0, depth)) }, true, false),
        folds,
      );
      if (next !== folds) setOwn({ root, said, folds: next });
    },
    tell: () => {
      const told = writeFolds(folds);
      if (told !== said) tell(told);
    },
  };
}
