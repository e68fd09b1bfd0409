'use client';

import type { KeyboardEvent, MouseEvent } from 'react';
import { useId, useMemo, useState } from 'react';
import { useSaid } from '../ui/use-said.ts';
import { isContainer, type JsonContainer, type JsonNode } from './json-node.ts';
import { findJsonPath } from './json-path.ts';
import { isLongText } from './scalar.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { TreeBox } from './tree-box.tsx';
import { containersBelow, defaultDepth, isFoldable, pathOf, type TreeRow, treeMove, treeRows } from './tree-rows.ts';

/** A place in the tree that is kept outside of it, as in a link. */
export interface JsonLink {
  /** `$.segments[0].name`: is unfolded, chosen and brought into view whenever it changes. */
  selectedPath?: string | null | undefined;
  /** Told whenever the reader chooses a row. */
  onSelectPath?: ((path: string) => void) | undefined;
}

/** A parsed JSON document as a tree with one tab stop: arrows walk and fold, Enter opens, Alt-click takes all below along. */
export function NodeTree({ root, label, selectedPath, onSelectPath }: JsonLink & { root: JsonNode; label: string }) {
  const base = useId();
  const [folds, setFolds] = useState<ReadonlyMap<JsonContainer, boolean>>(new Map());
  const [whole, setWhole] = useState<ReadonlySet<JsonNode>>(new Set());
  const [chosen, setChosen] = useState<JsonNode | null>(null);
  const [followed, setFollowed] = useState<{ path: string | null; missing: boolean }>({ path: null, missing: false });
  const depth = useMemo(() => defaultDepth(root), [root]);
  if (selectedPath !== undefined && selectedPath !== followed.path) {
    const place = selectedPath === null ? null : findJsonPath(root, selectedPath);
    setFollowed({ path: selectedPath, missing: selectedPath !== null && place === null });
    setChosen(place?.node ?? null);
    if (place) {
      const open = new Map(folds);
      for (const node of place.above) if (isContainer(node)) open.set(node, true);
      setFolds(open);
    }
  }
  const rows = useMemo(() => treeRows(root, (node, at) => folds.get(node) ?? at < depth), [root, folds, depth]);
  const active = chosen === null ? -1 : rows.findIndex((row) => row.kind === 'item' && row.node === chosen);
  const activeRow = rows[active];

  const choose = (at: number) => {
    const node = rows[at]?.node;
    if (!node) return;
    setChosen(node);
    if (!onSelectPath) return;
    const path = pathOf(rows, at);
    setFollowed({ path, missing: false });
    onSelectPath(path);
  };
  const fold = (node: JsonContainer, open: boolean, below: boolean) => {
    const next = new Map(folds);
    for (const each of below ? containersBelow(node) : [node]) next.set(each, open);
    setFolds(next);
  };
  const toggle = (row: TreeRow, below: boolean) => {
    const { node } = row;
    if (isFoldable(node)) fold(node, !row.open, below);
    else if (isLongText(node)) {
      const next = new Set(whole);
      if (!next.delete(node)) next.add(node);
      setWhole(next);
    }
  };
  const onRow = (row: TreeRow, event: MouseEvent) => {
    // A click that ends the selection of some text is not meant for the tree.
    if (window.getSelection()?.isCollapsed === false && !event.altKey) return;
    choose(rows.indexOf(row));
    toggle(row, event.altKey);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey) return;
    const at = Math.max(0, active);
    const row = rows[at];
    if (!row) return;
    const move = active < 0 && event.key.startsWith('Arrow') ? { to: 0 } : treeMove(rows, at, event.key);
    if (event.key === 'Enter' || event.key === ' ') toggle(row, event.altKey);
    else if (!move) return;
    else if ('to' in move) choose(move.to);
    else if (isContainer(row.node)) fold(row.node, !move.fold, event.altKey);
    event.preventDefault();
    event.stopPropagation();
  };
  const missing = followed.missing ? `There is no ${followed.path} in this JSON.` : '';
  useSaid(missing);
  return (
    <div className="bg-inset">
      {missing ? (
        <p className="border-b border-line bg-wait-soft px-[11px] py-1.5 text-meta wrap-anywhere text-ink">{missing}</p>
      ) : null}
      <TreeBox rows={rows} label={label} idBase={base} active={active} whole={whole} onRow={onRow} onKey={onKey} />
      {activeRow ? <SelectionBar rows={rows} at={active} /> : null}
    </div>
  );
}
