import type { OtherCall } from '#lib/domain/tool-call.ts';
import { PayloadFields } from '#lib/domain/tool-payload.ts';
import { JsonValue } from '../../json/json-value.tsx';
import { OtherFields } from '../../json/other-fields.tsx';
import { linkedPath, type ToolCallContext } from '../renderer.ts';

/** A view of tools that take one text and give one, as Azure's search and data tools do; `asked` names the first. */
function queryTool(asked: string) {
  return function QueryTool({ call, context }: { call: OtherCall; context: ToolCallContext }) {
    const fields = PayloadFields.of(call);
    const input = fields.value('input');
    const output = fields.value('output');
    return (
      <>
        {input === null ? (
          <p className="text-meta text-ink-2">The source did not return what was asked.</p>
        ) : (
          <JsonValue value={input} label={asked} meant="prose" {...linkedPath(context, 'input', true)} />
        )}
        {output === null ? (
          <p className="text-meta text-ink-2">No output returned.</p>
        ) : (
          <JsonValue value={output} label="Output" meant="prose" {...linkedPath(context, 'output', false)} />
        )}
        <OtherFields fields={fields.rest()} {...linkedPath(context, 'other', false)} />
      </>
    );
  };
}

export const SearchQuery = queryTool('Query');
export const ResearchQuestion = queryTool('Question');
