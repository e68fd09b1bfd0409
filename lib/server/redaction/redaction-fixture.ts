import 'server-only';
import type { RedactionChoice } from '../../domain/redaction.ts';
import { textRoles } from '../upstream/assistants/text-roles.ts';
import type { WireKind, WireObject } from '../upstream/wire-store.ts';
import { type RedactedRun, Redaction } from './redact-run.ts';

/** A wire object for unit tests. */
export function wireObject(kind: WireKind, id: string, value: object): WireObject {
  const text = JSON.stringify({ id, object: `thread.${kind}`, thread_id: 'thread_1', run_id: 'run_1', ...value });
  return { kind, id, threadId: 'thread_1', runId: kind === 'run' ? null : 'run_1', createdAt: 0, text };
}

/** A message with one text and its annotations. */
export function message(value: string, annotations: object[] = [], more: object = {}): WireObject {
  return wireObject('message', 'msg_1', {
    role: 'assistant',
    content: [{ type: 'text', text: { value, annotations } }],
    ...more,
  });
}

/** A step with one call. */
export function callStep(call: object, id = 'step_1'): WireObject {
  return wireObject('step', id, { type: 'tool_calls', step_details: { type: 'tool_calls', tool_calls: [call] } });
}

export async function redact(
  objects: WireObject[],
  choice: RedactionChoice = {},
  secrets: string[] = [],
  from = 0,
): Promise<RedactedRun> {
  const redaction = new Redaction(choice, textRoles, secrets, from);
  redaction.collect(objects);
  return { objects: redaction.redact(objects), ...redaction.finish(null) };
}

/** The text of a message after a redaction. */
export async function said(value: string, choice: RedactionChoice = {}): Promise<string> {
  const { objects } = await redact([message(value)], choice);
  return (
    (JSON.parse(objects[0]?.text ?? '') as { content: { text: { value: string } }[] }).content[0]?.text.value ?? ''
  );
}
