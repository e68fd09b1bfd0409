import type { OtherCall } from '#lib/domain/tool-call.ts';
import { PayloadFields } from '#lib/domain/tool-payload.ts';
import { JsonValue } from '../../json/json-value.tsx';
import { OtherFields } from '../../json/other-fields.tsx';
import { FieldList } from '../../ui/field-list.tsx';
import { MonoText } from '../../ui/mono-text.tsx';
import { linkedPath, type ToolCallContext } from '../renderer.ts';

/** A view of calls that the source itself makes over the network, by name and with arguments; `what` says what the name names. */
function remoteCall(what: string) {
  return function RemoteCall({ call, context }: { call: OtherCall; context: ToolCallContext }) {
    const fields = PayloadFields.of(call);
    const name = fields.text('name');
    const input = fields.value('arguments');
    const output = fields.value('output');
    return (
      <>
        <FieldList fields={[{ label: what, value: name && <MonoText text={name} /> }]} />
        {input === null ? (
          <p className="text-meta text-ink-2">The source returned no arguments.</p>
        ) : (
          <JsonValue value={input} label="Arguments" meant="json" {...linkedPath(context, 'arguments', true)} />
        )}
        {output === null ? (
          <p className="text-meta text-ink-2">No output returned.</p>
        ) : (
          <JsonValue value={output} label="Output" {...linkedPath(context, 'output', false)} />
        )}
        <OtherFields fields={fields.rest()} {...linkedPath(context, 'other', false)} />
      </>
    );
  };
}

export const OpenapiCall = remoteCall('Operation');
export const AzureFunctionCall = remoteCall('Azure function');
