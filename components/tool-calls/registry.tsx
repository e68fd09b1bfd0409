'use client';

import type { ToolCall } from '#lib/domain/tool-call.ts';
import { objectOf } from '#lib/domain/tool-payload.ts';
import { OtherFields } from '../json/other-fields.tsx';
import { CopyableId } from '../ui/copyable-id.tsx';
import { FieldList } from '../ui/field-list.tsx';
import { MonoText } from '../ui/mono-text.tsx';
import { browserAutomationView } from './browser-automation/browser-automation.tsx';
import { codeInterpreterView } from './code-interpreter/code-interpreter.tsx';
import { computerUseView } from './computer-use/computer-use.tsx';
import { connectedAgentView } from './connected-agent/connected-agent.tsx';
import { fileSearchView } from './file-search/file-search.tsx';
import { functionCallView } from './function-call/function-call.tsx';
import { listToolsView } from './list-tools/list-tools.tsx';
import { mcpView } from './mcp/mcp.tsx';
import { otherView } from './other/other.tsx';
import { azureAiSearchView, dataAgentView, deepResearchView, sharepointView } from './query-tool/query-tool.tsx';
import { azureFunctionView, openapiView } from './remote-call/remote-call.tsx';
import type { ToolCallContext, ToolCallView } from './renderer.ts';
import { webSearchView } from './web-search/web-search.tsx';

/** One line for each view; the last shows whatever the others do not know. */
const VIEWS = [
  codeInterpreterView,
  fileSearchView,
  functionCallView,
  mcpView,
  listToolsView,
  webSearchView,
  azureAiSearchView,
  sharepointView,
  dataAgentView,
  deepResearchView,
  openapiView,
  azureFunctionView,
  connectedAgentView,
  browserAutomationView,
  computerUseView,
  otherView,
] as const;

/** How a call is shown: by its kind, without one of its own by its type. What nobody knows is shown as labelled JSON. */
export function viewOf(call: ToolCall): ToolCallView<ToolCall> {
  const fits = (view: (typeof VIEWS)[number]) =>
    view.kind === call.kind && (view.types === undefined || view.types.includes(call.type));
  // Every view is listed under the kind that it takes, so it never receives another.
  return (VIEWS.find(fits) ?? otherView) as ToolCallView<ToolCall>;
}

/**
 * A tool call with all that it holds: its own content, then id, type and the fields this version does not know. `idLabel`
 * names the id of what is no call but looks like one.
 */
export function ToolCallRendered({
  call,
  context,
  idLabel = 'Call ID',
}: {
  call: ToolCall;
  context: ToolCallContext;
  idLabel?: string;
}) {
  const readable = call.kind !== 'other' || objectOf(call.payload) !== null;
  const { Rendered } = readable ? viewOf(call) : otherView;
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3.5">
      <Rendered call={call} context={context} />
      <FieldList
        fields={[
          { label: idLabel, value: call.id === null ? null : <CopyableId id={call.id} /> },
          { label: 'Tool type', value: <MonoText text={call.type} /> },
        ]}
      />
      <OtherFields fields={call.extra} />
    </div>
  );
}
