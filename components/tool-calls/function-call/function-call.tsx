import { SquarePause } from 'lucide-react';
import type { FunctionCall } from '#lib/domain/tool-call.ts';
import { JsonText } from '../../json/json-text.tsx';
import { FieldList } from '../../ui/field-list.tsx';
import { Icon } from '../../ui/icon.tsx';
import { MonoText } from '../../ui/mono-text.tsx';
import { cutOf, linkedPath, type ToolCallContext } from '../renderer.ts';

/** A call of a function of the reader's own server: what was asked and what was answered. */
export function FunctionCallView({ call, context }: { call: FunctionCall; context: ToolCallContext }) {
  return (
    <>
      <FieldList fields={[{ label: 'Function', value: call.name === null ? null : <MonoText text={call.name} /> }]} />
      {context.waited === undefined ? null : (
        <p className="flex min-h-[22px] items-center gap-2.5 text-meta font-medium text-wait">
          <Icon of={SquarePause} size={14} />
          <span>{context.waited}</span>
          <i aria-hidden className="ph-you h-1.5 min-w-6 flex-1 rounded-bar" />
        </p>
      )}
      {call.arguments === null ? (
        <p className="text-meta text-ink-2">The source returned no arguments.</p>
      ) : (
        <JsonText
          text={call.arguments.text}
          label="Arguments"
          {...linkedPath(context, 'arguments', true)}
          {...cutOf(call.arguments, context)}
        />
      )}
      {call.output === null ? (
        <p className="text-meta text-ink-2">No output submitted.</p>
      ) : (
        <JsonText
          text={call.output.text}
          label="Output"
          {...linkedPath(context, 'output', false)}
          {...cutOf(call.output, context)}
        />
      )}
    </>
  );
}
