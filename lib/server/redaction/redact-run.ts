import 'server-only';
import type { RedactionChoice, RedactionHit, RedactionSummary, SharedKind } from '../../domain/redaction.ts';
import type { TextRoles } from '../upstream/text-role.ts';
import type { WireObject } from '../upstream/wire-store.ts';
import { collectKnown } from './collect-known.ts';
import { applyEdits } from './edits.ts';
import { isJsonText, redactId, redactObject } from './redact-json.ts';
import { redactText } from './redact-text.ts';
import { planOf, type RedactionPlan } from './redaction-plan.ts';

export interface RedactedRun {
  /** Without what was taken out, under ids that the recipient may know. */
  objects: WireObject[];
  assistantName: string | null;
  /** Ids in place of others. */
  ids: [id: string, instead: string][];
  /** Those that were asked for, in the order of the run. */
  hits: RedactionHit[];
  total: number;
  summary: RedactionSummary;
}

/**
 * Takes out of a run what a sharer chose, and `secrets` in any case, piece by piece: `collect` sees every object once, then
 * `redact` does, in the order in which hits are listed. Objects that are no JSON are left out. Both throw `payload_too_large`
 * when that takes too long.
 */
export class Redaction {
  readonly #plan: RedactionPlan;
  readonly #roles: TextRoles;

  /** `from`: how many hits come before those that are listed. */
  constructor(choice: RedactionChoice, roles: TextRoles, secrets: readonly string[], from = 0) {
    this.#plan = planOf(choice, secrets, from);
    this.#roles = roles;
  }

  collect(objects: readonly WireObject[]): void {
    for (const { kind, text } of objects) if (isJsonText(text)) collectKnown(this.#plan, kind, text, this.#roles);
  }

  redact(objects: readonly WireObject[]): WireObject[] {
    return objects.filter(({ text }) => isJsonText(text)).map((object) => this.#without(object));
  }

  finish(assistant: { id: string; name: string } | null): Omit<RedactedRun, 'objects'> {
    const assistantName = assistant && nameOf(this.#plan, assistant);
    const { hits, total } = this.#plan.ledger;
    const ids = [...this.#plan.ids].filter(([id, instead]) => id !== instead);
    return { assistantName, ids, hits, total, summary: this.#plan.ledger.summary() };
  }

  #without(object: WireObject): WireObject {
    const { kind, id, threadId, runId } = object;
    const text = redactObject(this.#plan, object, this.#roles);
    const idOf = (value: string, name: string) =>
      redactId(this.#plan, value, { kind, id, path: [name], inName: false, role: ID_ROLE, ranges: [] });
    return {
      ...object,
      id: idOf(id, 'id'),
      threadId: threadId === null ? null : idOf(threadId, 'thread_id'),
      runId: runId === null ? null : idOf(runId, 'run_id'),
      text,
    };
  }
}

const ID_ROLE = { class: null, whole: false, is: 'id' } as const;
const TEXT_ROLE = { class: null, whole: false, is: 'text' } as const;

function nameOf(plan: RedactionPlan, { id, name }: { id: string; name: string }): string {
  const kind: SharedKind = 'assistant';
  const ranges = plan.spots.rangesAt(kind, id, ['name']);
  return applyEdits(name, redactText(plan, name, { kind, id, path: ['name'], inName: false, role: TEXT_ROLE, ranges }));
}
