import type { OtherCall } from '#lib/domain/tool-call.ts';
import { PayloadFields } from '#lib/domain/tool-payload.ts';
import { JsonValue } from '../../json/json-value.tsx';
import { OtherFields } from '../../json/other-fields.tsx';
import { BrowserSteps } from './browser-steps.tsx';
import { linkedPath, type ToolCallContext } from '../renderer.ts';

/** A task that was done in a browser: what was asked, what was done step by step, and the answer. */
export function BrowserAutomation({ call, context }: { call: OtherCall; context: ToolCallContext }) {
  const fields = PayloadFields.of(call);
  const input = fields.value('input');
  const steps = fields.list('steps');
  const output = fields.value('output');
  return (
    <>
      {input === null ? (
        <p className="text-meta text-ink-2">The source did not return what was asked.</p>
      ) : (
        <JsonValue value={input} label="Task" meant="prose" {...linkedPath(context, 'input', true)} />
      )}
      {steps === null ? null : <BrowserSteps steps={steps} context={context} />}
      {output === null ? (
        <p className="text-meta text-ink-2">No output returned.</p>
      ) : (
        <JsonValue value={output} label="Output" meant="prose" {...linkedPath(context, 'output', false)} />
      )}
      <OtherFields fields={fields.rest()} {...linkedPath(context, 'other', false)} />
    </>
  );
}
