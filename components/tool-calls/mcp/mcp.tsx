import type { OtherCall } from '#lib/domain/tool-call.ts';
import { PayloadFields } from '#lib/domain/tool-payload.ts';
import { JsonValue } from '../../json/json-value.tsx';
import { OtherFields } from '../../json/other-fields.tsx';
import { FieldList } from '../../ui/field-list.tsx';
import { MonoText } from '../../ui/mono-text.tsx';
import { linkedPath, type ToolCallContext } from '../renderer.ts';

/** A tool of an MCP server: which one was called, with what, and what it gave. */
export function Mcp({ call, context }: { call: OtherCall; context: ToolCallContext }) {
  const fields = PayloadFields.of(call);
  const name = fields.text('name');
  const server = fields.text('server_label');
  const input = fields.value('arguments');
  const output = fields.value('output');
  const error = fields.value('error');
  return (
    <>
      <FieldList
        fields={[
          { label: 'Tool', value: name && <MonoText text={name} /> },
          { label: 'Server', value: server && <MonoText text={server} /> },
        ]}
      />
      {input === null ? (
        <p className="text-meta text-ink-2">The source returned no arguments.</p>
      ) : (
        <JsonValue value={input} label="Arguments" meant="json" {...linkedPath(context, 'arguments', true)} />
      )}
      {error === null ? null : <JsonValue value={error} label="Error" {...linkedPath(context, 'error', false)} />}
      {output !== null ? (
        <JsonValue value={output} label="Output" {...linkedPath(context, 'output', false)} />
      ) : error === null ? (
        <p className="text-meta text-ink-2">No output returned.</p>
      ) : null}
      <OtherFields fields={fields.rest()} {...linkedPath(context, 'other', false)} />
    </>
  );
}
