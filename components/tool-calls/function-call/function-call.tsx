import type { FunctionCall } from '#lib/domain/tool-call.ts';
import { JsonText } from '../../json/json-text.tsx';
import { cutOf, linkedPath, type ToolCallContext } from '../renderer.ts';

/** A call of a function of the reader's own server: what was asked and what was answered. Its name stands over it. */
export function FunctionCallView({ call, context }: { call: FunctionCall; context: ToolCallContext }) {
  return (
    <>
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
        <p className="text-meta text-ink-2">{context.goesOn ? 'No output submitted yet.' : 'No output submitted.'}</p>
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
