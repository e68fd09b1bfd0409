'use client';

import { ChevronDown, ChevronRight } from 'lucide';
import { useId, useState } from 'react';
import { JsonValue } from '../../json/json-value.tsx';
import type { JsonLink } from '../../json/node-tree.tsx';
import { OtherFields } from '../../json/other-fields.tsx';
import { SpelledText, Untrusted } from '../../ui/bidi.tsx';
import { Block } from '../../ui/block.tsx';
import { Button } from '../../ui/button.tsx';
import { useDisclosure, useShownCount, Within } from '../../ui/disclosure.tsx';
import { formatCount, formatCountOf } from '../../ui/format.ts';
import { Icon } from '../../ui/icon.tsx';
import type { ListedTool } from './listed-tools.ts';
import { linkedPath, type ToolCallContext } from '../renderer.ts';

const TOOLS_AT_ONCE = 100;

/** Tools with their descriptions, each opening to its parameters. */
export function ToolList({ tools, context }: { tools: ListedTool[]; context: ToolCallContext }) {
  const [shown, setShown] = useShownCount('tools', TOOLS_AT_ONCE);
  const rest = tools.length - shown;
  return (
    <Block title="Tools" note={formatCountOf(tools.length, 'tool')}>
      {tools.length === 0 ? <p className="px-[11px] py-2 text-meta text-ink-2">The server has no tools.</p> : null}
      <ul aria-label="Tools">
        {tools.slice(0, shown).map((tool, i) => (
          <li key={`${i} ${tool.name}`} className="border-b border-line last:border-b-0">
            <Within name={`tool${i + 1}`}>
              <ToolEntry tool={tool} link={linkedPath(context, `tools.${i}`, false)} />
            </Within>
          </li>
        ))}
      </ul>
      {rest > 0 ? (
        <div className="border-t border-line px-[11px] py-1.5">
          <Button size="sm" onClick={() => setShown(shown + TOOLS_AT_ONCE)}>
            Show {formatCount(Math.min(rest, TOOLS_AT_ONCE))} more of {formatCount(rest)}
          </Button>
        </div>
      ) : null}
    </Block>
  );
}

function ToolEntry({ tool, link }: { tool: ListedTool; link: JsonLink }) {
  const [linked] = useState(typeof link.selectedPath === 'string');
  const [open, setOpen] = useDisclosure('open', linked);
  const body = useId();
  const { name, description, parameters, rest } = tool;
  return (
    <>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={open ? body : undefined}
        onClick={() => setOpen(!open)}
        className="flex min-h-7 w-full cursor-pointer items-center gap-2 px-[11px] pt-1 text-left hover:bg-hover focus-visible:outline-offset-[-2px]"
      >
        <Icon of={open ? ChevronDown : ChevronRight} size={12} className="text-ink-3" />
        <span className="min-w-0 font-mono text-meta font-medium tracking-[-0.02em] wrap-anywhere">
          <Untrusted text={name} />
        </span>
      </button>
      <p className="px-[11px] pb-1.5 pl-[31px] text-meta wrap-anywhere whitespace-pre-wrap text-ink-2">
        {description === null ? 'No description.' : <SpelledText text={description} />}
      </p>
      {open ? (
        <div id={body} className="grid grid-cols-[minmax(0,1fr)] gap-2 px-[11px] pb-2.5 pl-[31px]">
          {parameters === null ? (
            <p className="text-meta text-ink-2">No parameters.</p>
          ) : (
            <JsonValue value={parameters} label="Parameters" {...link} />
          )}
          <OtherFields fields={rest} title="Other fields of the tool" name="other" />
        </div>
      ) : null}
    </>
  );
}
