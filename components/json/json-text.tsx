'use client';

import { type ReactNode, useEffect, useEffectEvent, useMemo } from 'react';
import { Block } from '../ui/block.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { copyWords, type Cut, CutNote } from '../ui/cut-note.tsx';
import { placeName, useTold } from '../ui/disclosure.tsx';
import { formatBytes, formatCount, formatCountOf } from '../ui/format.ts';
import { Segmented } from '../ui/segmented.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { splitLines } from '../ui/split-lines.ts';
import { TextLines } from '../ui/text-lines.tsx';
import { useTextLook } from '../ui/text-look.ts';
import type { JsonNode } from './json-node.ts';
import { type JsonLink, NodeTree } from './node-tree.tsx';
import type { JsonFault } from './parse-json.ts';
import { TREE_LIMIT, useParsed } from './use-parsed.ts';

type JsonTextProps = Cut &
  JsonLink & {
    text: string;
    label: string;
    /** For texts that need not be JSON: no fault is named when they are not. */
    loose?: boolean;
    /** More to do with the text, in the head. */
    actions?: ReactNode;
  };

/**
 * A text that should be JSON: as a tree or raw, as the reader likes. What is not JSON is shown as the text it is, with the
 * place of the fault. A cut text is not read as JSON, because it would always be faulty.
 */
export function JsonText({ text, label, loose = false, actions, ...props }: JsonTextProps) {
  const { name = placeName(label), selectedPath, onSelectPath, ...cut } = props;
  const [raw, setRaw] = useTextLook('raw');
  const parsed = useParsed(text, text !== '' && !cut.truncated);
  const node = parsed?.node ?? null;
  const { truncated = false, onLoadWhole } = cut;
  const [folds] = useTold('tree.', name);
  const sought = truncated && (typeof selectedPath === 'string' || folds !== null);
  const load = useEffectEvent(() => onLoadWhole?.());
  // Outside React: the server, which has the rest of a text that a link points into, or has folded.
  useEffect(() => {
    if (sought) load();
  }, [sought]);
  const reading = parsed === null && text !== '' && !cut.truncated && text.length <= TREE_LIMIT;
  return (
    <Block
      title={label}
      note={noteOf(text, cut, parsed ? node : undefined)}
      actions={
        <>
          {node ? (
            <Segmented
              label={`Show ${label.toLowerCase()} as`}
              options={[
                { id: 'tree', label: 'Tree' },
                { id: 'raw', label: 'Raw' },
              ]}
              value={raw ? 'raw' : 'tree'}
              onChange={(view) => setRaw(view === 'raw')}
            />
          ) : null}
          <CopyButton text={text} {...copyWords(label, cut)} />
          {actions}
        </>
      }
    >
      {parsed?.fault && !loose ? <FaultNote text={text} fault={parsed.fault} /> : null}
      {text === '' ? (
        <p className="bg-inset px-[11px] py-2 text-meta text-ink-3">empty</p>
      ) : reading ? (
        <div className="grid gap-2.5 bg-inset px-[11px] py-3" aria-busy="true">
          <span className="sr-only">Reading {formatBytes(text.length)} of JSON</span>
          <Skeleton className="w-1/3" />
          <Skeleton className="w-2/3" />
          <Skeleton className="w-1/2" />
        </div>
      ) : node && !raw ? (
        <NodeTree root={node} label={label} name={name} selectedPath={selectedPath} onSelectPath={onSelectPath} />
      ) : (
        <RawText text={text} label={label} name={name} />
      )}
      <CutNote cut={cut} />
    </Block>
  );
}

function RawText({ text, label, name }: { text: string; label: string; name: string }) {
  const lines = useMemo(() => splitLines(text), [text]);
  return <TextLines lines={lines} label={`${label}, raw text`} name={name} wrap />;
}

function FaultNote({ text, fault }: { text: string; fault: JsonFault }) {
  const place = `line ${formatCount(fault.line)}, column ${formatCount(fault.column)}`;
  // Text that does not even begin like JSON was hardly meant as such.
  const plain = fault.column === 1 && fault.line === 1 && text.trim() !== '';
  return plain ? (
    <p className="border-b border-line px-[11px] py-1.5 text-meta text-ink-2">Plain text, not JSON ({place}).</p>
  ) : (
    <p className="border-b border-line bg-wait-soft px-[11px] py-1.5 text-meta text-ink">
      Not valid JSON: {fault.reason}, at {place}.
    </p>
  );
}

/** What the head says beside the title. `node` is undefined while nothing was read, null for what is not JSON. */
function noteOf(text: string, cut: Cut, node: JsonNode | null | undefined): string {
  if (text === '') return '';
  if (node?.type === 'object') return formatCountOf(node.children.length, 'key');
  if (node?.type === 'array') return formatCountOf(node.children.length, 'item');
  if (text.length > TREE_LIMIT) return `${formatBytes(text.length)}, too large for a tree`;
  return cut.truncated ? '' : formatCountOf(text.length, 'character');
}
