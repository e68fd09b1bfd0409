import type { OtherCall } from '#lib/domain/tool-call.ts';
import { PayloadFields } from '#lib/domain/tool-payload.ts';
import { queryOfAddress } from '#lib/domain/web-query.ts';
import { JsonValue } from '../../json/json-value.tsx';
import { OtherFields } from '../../json/other-fields.tsx';
import { Untrusted } from '../../ui/bidi.tsx';
import { FieldList } from '../../ui/field-list.tsx';
import { WebLink } from '../../ui/web-link.tsx';
import { linkedPath, type ToolCallContext } from '../renderer.ts';

/** A search of the web: what was asked, at which address, and what the engine said of its answer. */
export function WebSearch({ call, context }: { call: OtherCall; context: ToolCallContext }) {
  const fields = PayloadFields.of(call);
  const address = fields.text('requesturl');
  const response = fields.value('response_metadata');
  const query = address === null ? null : queryOfAddress(address);
  return (
    <>
      <FieldList
        fields={[
          { label: 'Query', value: query && <Untrusted text={query} /> },
          { label: 'Request', value: address && <WebLink address={address} /> },
        ]}
      />
      {response === null ? (
        <p className="text-meta text-ink-2">No output returned.</p>
      ) : (
        <JsonValue value={response} label="Response metadata" {...linkedPath(context, 'response_metadata', true)} />
      )}
      <OtherFields fields={fields.rest()} {...linkedPath(context, 'other', false)} />
    </>
  );
}
