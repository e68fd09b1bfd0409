import type { OtherCall } from '#lib/domain/tool-call.ts';
import { PayloadFields } from '#lib/domain/tool-payload.ts';
import { JsonValue } from '../../json/json-value.tsx';
import { OtherFields } from '../../json/other-fields.tsx';
import { FieldList } from '../../ui/field-list.tsx';
import { MonoText } from '../../ui/mono-text.tsx';
import { toolsIn } from './listed-tools.ts';
import { ToolList } from './tool-list.tsx';
import { linkedPath, type ToolCallContext } from '../renderer.ts';

/** What an MCP server said it can do. */
export function ListTools({ call, context }: { call: OtherCall; context: ToolCallContext }) {
  const fields = PayloadFields.of(call);
  const server = fields.text('server_label');
  const error = fields.value('error');
  const tools = fields.value('tools');
  const listed = toolsIn(tools);
  return (
    <>
      <FieldList fields={[{ label: 'Server', value: server && <MonoText text={server} /> }]} />
      {error === null ? null : <JsonValue value={error} label="Error" {...linkedPath(context, 'error', false)} />}
      {listed ? (
        <ToolList tools={listed} context={context} />
      ) : tools === null ? (
        <p className="text-meta text-ink-2">The source returned no tools.</p>
      ) : (
        <JsonValue value={tools} label="Tools" {...linkedPath(context, 'tools', true)} />
      )}
      <OtherFields fields={fields.rest()} {...linkedPath(context, 'other', false)} />
    </>
  );
}
