import { SquareFunction } from 'lucide-react';
import type { FunctionCall } from '#lib/domain/tool-call.ts';
import { JsonText } from '../../json/json-text.tsx';
import { Untrusted } from '../../ui/bidi.tsx';
import { FieldList } from '../../ui/field-list.tsx';
import { cutOf, type ToolCallContext, type ToolCallView } from '../renderer.ts';

/** A call of a function of the reader's own server: what was asked and what was answered. */
function FunctionCallRendered({ call, context }: { call: FunctionCall; context: ToolCallContext }) {
  return (
    <>
      <FieldList
        fields={[
          {
            label: 'Function',
            value:
              call.name === null ? null : (
                <span className="font-mono tracking-[-0.02em]">
                  <Untrusted text={call.name} />
                </span>
              ),
          },
        ]}
      />
      {call.arguments === null ? (
        <p className="text-meta text-ink-2">The source returned no arguments.</p>
      ) : (
        <JsonText text={call.arguments.text} label="Arguments" {...cutOf(call.arguments, context)} />
      )}
      {call.output === null ? (
        <p className="text-meta text-ink-2">No output submitted.</p>
      ) : (
        <JsonText text={call.output.text} label="Output" {...cutOf(call.output, context)} />
      )}
    </>
  );
}

export const functionCallView: ToolCallView<FunctionCall> = {
  kind: 'function',
  icon: SquareFunction,
  Rendered: FunctionCallRendered,
};
