import { Fragment } from 'react';
import { withoutBidi } from '../ui/bidi.tsx';
import { formatCountOf } from '../ui/format.ts';
import { isContainer, type JsonContainer, type JsonNode } from './json-node.ts';
import { ScalarValue } from './scalar.tsx';
import { isOneLine, type TreeRow } from './tree-rows.ts';

/** The text of one row: key, value or brackets with a count, comma. `whole` shows a long string with its line breaks. */
export function TreeLine({ row, whole }: { row: TreeRow; whole: boolean }) {
  const { node, key, open } = row;
  const comma = row.parent >= 0 && row.index < row.siblings - 1 && !(open && row.kind === 'item') ? ',' : '';
  return (
    <>
      {row.kind === 'item' && key !== null ? (
        <>
          <span className="text-ink">{withoutBidi(/^[\w$-]+$/.test(key) ? key : JSON.stringify(key))}</span>
          {': '}
        </>
      ) : null}
      {row.kind === 'close' ? bracketsOf(node)[1] : <Value row={row} whole={whole} />}
      {comma}
    </>
  );
}

function Value({ row, whole }: { row: TreeRow; whole: boolean }) {
  const { node, open } = row;
  if (!isContainer(node)) return <ScalarValue node={node} whole={whole} />;
  if (open === null) return <Short node={node} />;
  const [left, right] = bracketsOf(node);
  const count = node.children.length;
  return (
    <>
      {left}
      {open && node.type === 'object' ? null : (
        <span className="px-2 font-sans text-[11px] tracking-normal">
          {formatCountOf(count, node.type === 'object' ? 'key' : 'item')}
          {open ? null : <Preview node={node} />}
        </span>
      )}
      {open ? null : right}
    </>
  );
}

/** So many of the plain values of a folded object are told, each cut to so many characters. */
const TOLD = 3;
const TOLD_LENGTH = 32;

/** What tells a folded object from its neighbours: its first plain values. */
function Preview({ node }: { node: JsonContainer }) {
  if (node.type !== 'object') return null;
  const told: string[] = [];
  for (let i = 0; i < node.children.length && i < 20 && told.length < TOLD; i++) {
    const child = node.children[i];
    if (!child || isContainer(child)) continue;
    const text = child.text.length > TOLD_LENGTH ? `${child.text.slice(0, TOLD_LENGTH)}…` : child.text;
    told.push(`${(node.keys[i] ?? '').slice(0, TOLD_LENGTH)}: ${text}`);
  }
  return told.length === 0 ? null : (
    <span className="pl-1.5"> {withoutBidi(told.join(', ').replaceAll('\n', ' '))}</span>
  );
}

/** A container without rows of its own: an empty one, or an array of scalars on one line. */
function Short({ node }: { node: JsonContainer }) {
  const [left, right] = bracketsOf(node);
  const items: JsonNode[] = isOneLine(node) ? node.children : [];
  return (
    <>
      {left}
      {items.map((item, i) => (
        <Fragment key={i}>
          {isContainer(item) ? null : <ScalarValue node={item} />}
          {i < items.length - 1 ? ', ' : null}
        </Fragment>
      ))}
      {right}
    </>
  );
}

function bracketsOf({ type }: JsonNode): readonly [string, string] {
  return type === 'object' ? ['{', '}'] : ['[', ']'];
}
