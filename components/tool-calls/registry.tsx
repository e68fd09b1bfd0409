'use client';

import type { ToolCall } from '#lib/domain/tool-call.ts';
import { JsonTree } from '../json/json-tree.tsx';
import { Untrusted } from '../ui/bidi.tsx';
import { Block } from '../ui/block.tsx';
import { CopyableId } from '../ui/copyable-id.tsx';
import { FieldList } from '../ui/field-list.tsx';
import { codeInterpreterView } from './code-interpreter/code-interpreter.tsx';
import { fileSearchView } from './file-search/file-search.tsx';
import { functionCallView } from './function-call/function-call.tsx';
import { otherView } from './other/other.tsx';
import type { ToolCallContext, ToolCallView } from './renderer.ts';

/** One line for each kind; the last shows whatever the others do not know. */
const VIEWS = [codeInterpreterView, fileSearchView, functionCallView, otherView] as const;

/** How a call is shown. A kind that nobody knows is shown as labelled JSON. */
export function viewOf(call: ToolCall): ToolCallView<ToolCall> {
  // Every view is listed under the kind that it takes, so it never receives another.
  return (VIEWS.find((view) => view.kind === call.kind) ?? otherView) as ToolCallView<ToolCall>;
}

/** A tool call with all that it holds: its own content, then id, type and the fields this version does not know. */
export function ToolCallRendered({ call, context }: { call: ToolCall; context: ToolCallContext }) {
  const { Rendered } = viewOf(call);
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3.5">
      <Rendered call={call} context={context} />
      <FieldList
        fields={[
          { label: 'Call ID', value: call.id === null ? null : <CopyableId id={call.id} /> },
          {
            label: 'Tool type',
            value: (
              <span className="font-mono tracking-[-0.02em]">
                <Untrusted text={call.type} />
              </span>
            ),
          },
        ]}
      />
      {Object.keys(call.extra).length > 0 ? (
        <Block title="Other fields">
          <JsonTree value={call.extra} label="Other fields of the call" />
        </Block>
      ) : null}
    </div>
  );
}
