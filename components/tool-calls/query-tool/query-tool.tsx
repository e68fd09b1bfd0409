import type { OtherCall } from '#lib/domain/tool-call.ts';
import { PayloadFields } from '#lib/domain/tool-payload.ts';
import { JsonValue } from '../../json/json-value.tsx';
import { OtherFields } from '../../json/other-fields.tsx';

/** A view of tools that take one text and give one, as Azure's search and data tools do; `asked` names the first. */
function queryTool(asked: string) {
  return function QueryTool({ call }: { call: OtherCall }) {
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
  };
}

export const SearchQuery = queryTool('Query');
export const ResearchQuestion = queryTool('Question');
