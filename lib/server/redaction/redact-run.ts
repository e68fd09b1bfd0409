import 'server-only';
import { setImmediate } from 'node:timers/promises';
import type { RedactionChoice, RedactionHit, RedactionSummary, SharedKind } from '../../domain/redaction.ts';
import type { TextRoles } from '../upstream/text-role.ts';
import type { WireObject } from '../upstream/wire-store.ts';
import { collectKnown } from './collect-known.ts';
import { applyEdits } from './edits.ts';
import { isJsonText, redactId, redactObject } from './redact-json.ts';
import { redactText } from './redact-text.ts';
import { planOf } from './redaction-plan.ts';

/** A run as it is to be shared: its objects in the order in which hits are listed. */
export interface RunToRedact {
  objects: readonly WireObject[];
  assistant: { id: string; name: string } | null;
}

export interface RedactedRun {
  /** Without what was taken out, under ids that the recipient may know. */
  objects: WireObject[];
  assistantName: string | null;
  /** Ids in place of others. */
  ids: [id: string, instead: string][];
  hits: RedactionHit[];
  total: number;
  summary: RedactionSummary;
}

/**
 * Takes out of a run what a sharer chose, and `secrets` in any case. Objects that are no JSON are left out. Throws `payload_too_large`
 * when that takes too long.
 */
export async function redactRun(
  { objects, assistant }: RunToRedact,
  choice: RedactionChoice,
  roles: TextRoles,
  secrets: readonly string[],
): Promise<RedactedRun> {
  const plan = planOf(choice, secrets);
  const sound = objects.filter(({ text }) => isJsonText(text));
  for (const { kind, text } of sound) {
    collectKnown(plan, kind, text, roles);
    await setImmediate();
  }
  const redacted: WireObject[] = [];
  for (const object of sound) {
    const { kind, id, threadId, runId } = object;
    const text = redactObject(plan, object, roles);
    const idOf = (value: string, name: string) =>
      redactId(plan, value, { kind, id, path: [name], inName: false, role: ID_ROLE, ranges: [] });
    redacted.push({
      ...object,
      id: idOf(id, 'id'),
      threadId: threadId === null ? null : idOf(threadId, 'thread_id'),
      runId: runId === null ? null : idOf(runId, 'run_id'),
      text,
    });
    await setImmediate();
  }
  const assistantName = assistant && nameOf(plan, assistant);
  const { hits, total } = plan.ledger;
  const ids = [...plan.ids].filter(([id, instead]) => id !== instead);
  return { objects: redacted, assistantName, ids, hits, total, summary: plan.ledger.summary() };
}

const ID_ROLE = { class: null, whole: false, is: 'id' } as const;
const TEXT_ROLE = { class: null, whole: false, is: 'text' } as const;

function nameOf(plan: ReturnType<typeof planOf>, { id, name }: { id: string; name: string }): string {
  const kind: SharedKind = 'assistant';
  const ranges = plan.spots.rangesAt(kind, id, ['name']);
  return applyEdits(name, redactText(plan, name, { kind, id, path: ['name'], inName: false, role: TEXT_ROLE, ranges }));
}
