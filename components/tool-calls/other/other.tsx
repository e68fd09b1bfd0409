import { writeExactJson } from '#lib/domain/exact-json.ts';
import type { ToolCall } from '#lib/domain/tool-call.ts';
import { JsonText } from '../../json/json-text.tsx';
import { Untrusted } from '../../ui/bidi.tsx';
import { FieldList } from '../../ui/field-list.tsx';
import { cutOf, linkedPath, type ToolCallContext } from '../renderer.ts';

/** A tool without a view of its own: its name and everything it holds as labelled JSON. */
export function Other({ call, context }: { call: ToolCall; context: ToolCallContext }) {
  // A kind that the domain does not know yet has no payload: then the call itself is shown.
  const payload = call.kind === 'other' ? call.payload : { text: writeExactJson(call, 2) };
  const name = 'name' in call ? call.name : null;
  return (
    <>
      {name === null ? null : (
        <FieldList
          fields={[
            {
              label: 'Name',
              value: (
                <span className="font-mono tracking-[-0.02em]">
                  <Untrusted text={name} />
                </span>
              ),
            },
          ]}
        />
      )}
      <JsonText
        text={payload.text}
        label={`Content of ${call.type}`}
        {...linkedPath(context, 'content', true)}
        {...cutOf(payload, context)}
      />
    </>
  );
}
