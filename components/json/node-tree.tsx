'use client';

import type { KeyboardEvent, MouseEvent } from 'react';
import { useMemo, useState } from 'react';
import { placeName, useTold } from '../ui/disclosure.tsx';
import { useSaid } from '../ui/use-said.ts';
import type { JsonNode } from './json-node.ts';
import { findJsonPath } from './json-path.ts';
import { isLongText } from './scalar.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { TreeBox } from './tree-box.tsx';
import { isFoldable, pathOf, type TreeRow, treeMove, treeRows } from './tree-rows.ts';
import { useTreeFolds } from './use-tree-folds.ts';

/** A place in the tree that is kept outside of it, as in a link. */
export interface JsonLink {
  /** The name of the tree among the places of the page, that of its label where that is ours. */
  name?: string | undefined;
  /** `$.segments[0].name`: is unfolded, chosen and brought into view whenever it changes. */
  selectedPath?: string | null | undefined;
  /** Told whenever the reader chooses a row. */
  onSelectPath?: ((path: string) => void) | undefined;
}

/** A parsed JSON document as a tree with one tab stop: arrows walk and fold, Enter opens, Alt-click takes all below along. */
export function NodeTree({
  root,
  label,
  name = placeName(label),
  selectedPath,
  onSelectPath,
}: JsonLink & { root: JsonNode; label: string }) {
  const { isOpen, fold, reveal, tell } = useTreeFolds(root, name);
  const [said, tellPath] = useTold('path.', name);
  const linked = selectedPath !== undefined;
  const wanted = linked ? selectedPath : said;
  /** A row that was chosen before the page was loaded is chosen again, and left where it is. */
  const [acted, setActed] = useState(false);
  const [chosen, setChosen] = useState<JsonNode | null>(null);
  const [followed, setFollowed] = useState<{ path: string | null; missing: boolean }>({ path: null, missing: false });
  if (wanted !== followed.path && (linked || !acted)) {
    const place = wanted === null ? null : findJsonPath(root, wanted);
    setFollowed({ path: wanted, missing: linked && wanted !== null && place === null });
    setChosen(place?.node ?? null);
    if (place && wanted !== null) reveal(wanted, place);
  }
  const rows = useMemo(() => treeRows(root, isOpen), [root, isOpen]);
  const active = chosen === null ? -1 : rows.findIndex((row) => row.kind === 'item' && row.node === chosen);
  const activeRow = rows[active];

  const choose = (at: number) => {
    const node = rows[at]?.node;
    if (!node) return;
    setChosen(node);
    setActed(true);
    if (linked && !onSelectPath) return;
    const path = pathOf(rows, at);
    setFollowed({ path, missing: false });
    // What the last path opened is no longer opened by it.
    tell();
    (linked ? onSelectPath : tellPath)?.(path);
  };
  const toggle = (at: number, below: boolean) => {
    const row = rows[at];
    if (!row) return;
    const { node, depth } = row;
    if (isFoldable(node)) fold({ node, depth, path: pathOf(rows, at) }, !row.open, below);
    else if (isLongText(node)) fold({ node, depth, path: pathOf(rows, at) }, !isOpen(node, depth), false);
  };
  const onRow = (row: TreeRow, event: MouseEvent) => {
    // A click that ends the selection of some text is not meant for the tree.
    if (window.getSelection()?.isCollapsed === false && !event.altKey) return;
    const at = rows.indexOf(row);
    choose(at);
    toggle(at, event.altKey);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey) return;
    const at = Math.max(0, active);
    if (!rows[at]) return;
    const move = active < 0 && event.key.startsWith('Arrow') ? { to: 0 } : treeMove(rows, at, event.key);
    if (event.key === 'Enter' || event.key === ' ') toggle(at, event.altKey);
    else if (!move) return;
    else if ('to' in move) choose(move.to);
    else toggle(at, event.altKey);
    event.preventDefault();
    event.stopPropagation();
  };
  const isWhole = (row: TreeRow) => isLongText(row.node) && isOpen(row.node, row.depth);
  const missing = followed.missing ? `There is no ${followed.path} in this JSON.` : '';
  useSaid(missing);
  return (
    <div className="bg-inset">
      {missing ? (
        <p className="border-b border-line bg-wait-soft px-[11px] py-1.5 text-meta wrap-anywhere text-ink">{missing}</p>
      ) : null}
      <TreeBox
        rows={rows}
        label={label}
        active={active}
        brought={linked || acted}
        isWhole={isWhole}
        onRow={onRow}
        onKey={onKey}
      />
      {activeRow ? <SelectionBar rows={rows} at={active} /> : null}
    </div>
  );
}
