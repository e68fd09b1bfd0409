import { isJsonObject, type Json } from '#lib/domain/json.ts';
import type { OtherCall } from '#lib/domain/tool-call.ts';
import { PayloadFields } from '#lib/domain/tool-payload.ts';
import { JsonValue } from '../../json/json-value.tsx';
import type { JsonLink } from '../../json/node-tree.tsx';
import { OtherFields } from '../../json/other-fields.tsx';
import { Block } from '../../ui/block.tsx';
import { FieldList } from '../../ui/field-list.tsx';
import { linkedPath, type ToolCallContext } from '../renderer.ts';
import { Action } from './action.tsx';
import { Screenshot } from './screenshot.tsx';

/**
 * What the model wanted done on a screen, and the picture of it that was submitted. The fields are those of the type
 * definitions (Azure AI agents, 2025); none was seen on the wire.
 */
export function ComputerUse({ call, context }: { call: OtherCall; context: ToolCallContext }) {
  const fields = PayloadFields.of(call);
  const action = fields.value('action');
  const actions = [...(action === null ? [] : [action]), ...(fields.list('actions') ?? [])];
  const pending = fields.value('pending_safety_checks');
  const acknowledged = fields.value('acknowledged_safety_checks');
  const output = fields.value('output');
  return (
    <>
      {actions.length === 0 ? (
        <p className="text-meta text-ink-2">The source returned no action.</p>
      ) : (
        <Block title={actions.length === 1 ? 'Action' : 'Actions'}>
          <ol className="px-[11px] py-1">
            {actions.map((each, i) => (
              <li key={i} className="border-b border-line py-1 last:border-b-0">
                <Action
                  action={each}
                  place={actions.length === 1 ? null : i + 1}
                  linkOf={(part) => linkedPath(context, `actions.${i}.${part}`, false)}
                />
              </li>
            ))}
          </ol>
        </Block>
      )}
      {output === null ? (
        <p className="text-meta text-ink-2">No screenshot submitted.</p>
      ) : isJsonObject(output) ? (
        <Screenshot output={output} context={context} />
      ) : (
        <JsonValue value={output} label="Output" {...linkedPath(context, 'output', false)} />
      )}
      <Checks value={pending} label="Pending safety checks" {...linkedPath(context, 'pending_safety_checks', false)} />
      <Checks
        value={acknowledged}
        label="Acknowledged safety checks"
        {...linkedPath(context, 'acknowledged_safety_checks', false)}
      />
      <OtherFields fields={fields.rest()} {...linkedPath(context, 'other', false)} />
    </>
  );
}

function Checks({ value, label, ...link }: JsonLink & { value: Json; label: string }) {
  if (value === null) return null;
  if (Array.isArray(value) && value.length === 0) return <FieldList fields={[{ label, value: 'none' }]} />;
  return <JsonValue value={value} label={label} {...link} />;
}
