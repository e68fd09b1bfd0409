'use client';

import type { ToolCall } from '#lib/domain/tool-call.ts';
import { objectOf } from '#lib/domain/tool-payload.ts';
import { OtherFields } from '../json/other-fields.tsx';
import { CopyableId } from '../ui/copyable-id.tsx';
import { FieldList } from '../ui/field-list.tsx';
import { MonoText } from '../ui/mono-text.tsx';
import { BrowserAutomation } from './browser-automation/browser-automation.tsx';
import { CodeInterpreter } from './code-interpreter/code-interpreter.tsx';
import { ComputerUse } from './computer-use/computer-use.tsx';
import { ConnectedAgent } from './connected-agent/connected-agent.tsx';
import { FileSearch } from './file-search/file-search.tsx';
import { FunctionCallView } from './function-call/function-call.tsx';
import { ListTools } from './list-tools/list-tools.tsx';
import { Mcp } from './mcp/mcp.tsx';
import { Other } from './other/other.tsx';
import { ResearchQuestion, SearchQuery } from './query-tool/query-tool.tsx';
import { AzureFunctionCall, OpenapiCall } from './remote-call/remote-call.tsx';
import { linkedPath, type Rendered, type ToolCallContext } from './renderer.ts';
import { type CallOf, type ToolName, toolOf } from './tool-looks.ts';
import { WebSearch } from './web-search/web-search.tsx';

/** What the calls of each tool show. */
const RENDERED: { [Name in ToolName]: Rendered<CallOf<Name>> } = {
  codeInterpreter: CodeInterpreter,
  fileSearch: FileSearch,
  functionCall: FunctionCallView,
  mcp: Mcp,
  listTools: ListTools,
  webSearch: WebSearch,
  azureAiSearch: SearchQuery,
  sharepoint: SearchQuery,
  dataAgent: ResearchQuestion,
  deepResearch: ResearchQuestion,
  openapi: OpenapiCall,
  azureFunction: AzureFunctionCall,
  connectedAgent: ConnectedAgent,
  browserAutomation: BrowserAutomation,
  computerUse: ComputerUse,
  other: Other,
};

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
  // Every tool is listed with the calls that it takes, so its component never receives another.
  const Body = RENDERED[readable ? toolOf(call) : 'other'] as Rendered<ToolCall>;
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3.5">
      <Body call={call} context={context} />
      <FieldList
        fields={[
          { label: idLabel, value: call.id === null ? null : <CopyableId id={call.id} /> },
          { label: 'Tool type', value: <MonoText text={call.type} /> },
        ]}
      />
      <OtherFields fields={call.extra} {...linkedPath(context, 'extra', false)} />
    </div>
  );
}
