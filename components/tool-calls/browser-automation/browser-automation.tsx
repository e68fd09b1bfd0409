import type { OtherCall } from '#lib/domain/tool-call.ts';
import { PayloadFields } from '#lib/domain/tool-payload.ts';
import { JsonValue } from '../../json/json-value.tsx';
import { OtherFields } from '../../json/other-fields.tsx';
import { BrowserSteps } from './browser-steps.tsx';

/** A task that was done in a browser: what was asked, what was done step by step, and the answer. */
export function BrowserAutomation({ call }: { call: OtherCall }) {
  const fields = PayloadFields.of(call);
  const input = fields.value('input');
  const steps = fields.list('steps');
  const output = fields.value('output');
  return (
    <>
      {input === null ? (
        <p className="text-meta text-ink-2">The source did not return what was asked.</p>
      ) : (
        <JsonValue value={input} label="Task" meant="prose" />
      )}
      {steps === null ? null : <BrowserSteps steps={steps} />}
      {output === null ? (
        <p className="text-meta text-ink-2">No output returned.</p>
      ) : (
        <JsonValue value={output} label="Output" meant="prose" />
      )}
      <OtherFields fields={fields.rest()} />
    </>
  );
}
