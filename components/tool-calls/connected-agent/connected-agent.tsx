import { ArrowUpRight } from 'lucide';
import Link from 'next/link';
import { isId } from '#lib/domain/ids.ts';
import type { OtherCall } from '#lib/domain/tool-call.ts';
import { PayloadFields } from '#lib/domain/tool-payload.ts';
import { JsonValue } from '../../json/json-value.tsx';
import { OtherFields } from '../../json/other-fields.tsx';
import { buttonClass } from '../../ui/button.tsx';
import { CopyableId } from '../../ui/copyable-id.tsx';
import { FieldList } from '../../ui/field-list.tsx';
import { Icon } from '../../ui/icon.tsx';
import { MonoText } from '../../ui/mono-text.tsx';
import { linkedPath, type ToolCallContext } from '../renderer.ts';

/** Another agent that was asked, what it answered, and the run it made for that. */
export function ConnectedAgent({ call, context }: { call: OtherCall; context: ToolCallContext }) {
  const fields = PayloadFields.of(call);
  const name = fields.text('name');
  const thread = fields.text('thread_id');
  const run = fields.text('run_id');
  const assistant = fields.text('assistant_id');
  const input = fields.value('arguments');
  const output = fields.value('output');
  const href = isId(thread) && isId(run) ? context.runHref?.(thread, run) : null;
  return (
    <>
      {href ? (
        <div>
          <Link href={href} prefetch={false} className={buttonClass()}>
            Open the agent’s run
            <Icon of={ArrowUpRight} size={14} />
          </Link>
        </div>
      ) : null}
      <FieldList
        fields={[
          { label: 'Agent', value: name && <MonoText text={name} /> },
          { label: 'Agent’s run ID', value: run && <CopyableId id={run} /> },
          { label: 'Agent’s thread ID', value: thread && <CopyableId id={thread} /> },
          { label: 'Agent’s assistant ID', value: assistant && <CopyableId id={assistant} /> },
        ]}
      />
      {input === null ? (
        <p className="text-meta text-ink-2">The source returned no arguments.</p>
      ) : (
        <JsonValue value={input} label="Arguments" meant="json" {...linkedPath(context, 'arguments', true)} />
      )}
      {output === null ? (
        <p className="text-meta text-ink-2">No output returned.</p>
      ) : (
        <JsonValue value={output} label="Output" meant="prose" {...linkedPath(context, 'output', false)} />
      )}
      <OtherFields fields={fields.rest()} {...linkedPath(context, 'other', false)} />
    </>
  );
}
