import { Database, FolderSearch, type LucideIcon, Telescope, TextSearch } from 'lucide-react';
import type { OtherCall } from '#lib/domain/tool-call.ts';
import { PayloadFields } from '#lib/domain/tool-payload.ts';
import { JsonValue } from '../../json/json-value.tsx';
import { OtherFields } from '../../json/other-fields.tsx';
import type { ToolCallView } from '../renderer.ts';

/** A view of tools that take one text and give one, as Azure's search and data tools do; `asked` names the first. */
function queryTool(types: readonly string[], icon: LucideIcon, asked: string): ToolCallView<OtherCall> {
  function QueryTool({ call }: { call: OtherCall }) {
    const fields = PayloadFields.of(call);
    const input = fields.value('input');
    const output = fields.value('output');
    return (
      <>
        {input === null ? (
          <p className="text-meta text-ink-2">The source did not return what was asked.</p>
        ) : (
          <JsonValue value={input} label={asked} meant="prose" />
        )}
        {output === null ? (
          <p className="text-meta text-ink-2">No output returned.</p>
        ) : (
          <JsonValue value={output} label="Output" meant="prose" />
        )}
        <OtherFields fields={fields.rest()} />
      </>
    );
  }
  return { kind: 'other', types, icon, Rendered: QueryTool };
}

export const azureAiSearchView = queryTool(['azure_ai_search'], TextSearch, 'Query');
/** `microsoft_fabric` is the word of the type definitions, `fabric_dataagent` the one on the wire (2025). */
export const dataAgentView = queryTool(['fabric_dataagent', 'microsoft_fabric'], Database, 'Question');
export const sharepointView = queryTool(['sharepoint_grounding'], FolderSearch, 'Query');
export const deepResearchView = queryTool(['deep_research'], Telescope, 'Question');
