import { OPERATE_LIMITS } from '#lib/contract/operate-limits.ts';
import type { ToolOutputsBody } from '#lib/contract/operate-schema.ts';
import { isJsonObject, type Json } from '#lib/domain/json.ts';
import type { PendingCall, RequiredAction, Run } from '#lib/domain/run.ts';
import { jsonFault } from '../json/json-fault.ts';

/** One output as it is typed. The protocol takes any text; as JSON it is checked first. */
export interface TypedOutput {
  as: 'json' | 'text';
  text: string;
}

/** What somebody is going to answer, by the calls' ids. */
export interface AnswerDraft {
  outputs: Readonly<Record<string, TypedOutput>>;
  approvals: Readonly<Record<string, boolean>>;
}

export const NO_ANSWER: AnswerDraft = { outputs: {}, approvals: {} };
export const NO_OUTPUT: TypedOutput = { as: 'json', text: '' };

/** How a paused run can be answered; null for an action that this version does not know. */
export type AnswerKind = 'outputs' | 'approvals';

const KINDS: ReadonlyMap<string, AnswerKind> = new Map([
  ['submit_tool_outputs', 'outputs'],
  ['submit_tool_approval', 'approvals'],
]);

/** Which kind of answer an action waits for; null for none, and for an action in a word that is not known. */
export function answerKind(action: RequiredAction | null): AnswerKind | null {
  return action === null ? null : (KINDS.get(action.type) ?? null);
}

/** The name under which an answer to a run is kept until it is sent. */
export function answerDraftName(run: Pick<Run, 'source' | 'key'>): string {
  return `answer ${run.source} ${run.key}`;
}

/** Reads a draft that was kept; null where it is something else. */
export function parseAnswerDraft(kept: unknown): AnswerDraft | null {
  const value = kept as Json;
  if (!isJsonObject(value) || !isJsonObject(value.outputs) || !isJsonObject(value.approvals)) return null;
  const outputs = Object.entries(value.outputs).flatMap(([id, one]): [string, TypedOutput][] =>
    isJsonObject(one) && typeof one.text === 'string'
      ? [[id, { as: one.as === 'text' ? 'text' : 'json', text: one.text }]]
      : [],
  );
  const approvals = Object.entries(value.approvals).flatMap(([id, one]): [string, boolean][] =>
    typeof one === 'boolean' ? [[id, one]] : [],
  );
  return { outputs: Object.fromEntries(outputs), approvals: Object.fromEntries(approvals) };
}

/** Why a call cannot be answered as it stands in the draft; null where it can. */
export function answerFault(call: PendingCall, draft: AnswerDraft, kind: AnswerKind): string | null {
  const { id } = call;
  if (id === null) return 'The source gave this call no ID, so it cannot be answered';
  if (kind === 'approvals') return typeof draft.approvals[id] === 'boolean' ? null : 'Approve or refuse this call';
  const { as, text } = draft.outputs[id] ?? NO_OUTPUT;
  if (text.length > OPERATE_LIMITS.text) return `Longer than ${OPERATE_LIMITS.text} characters`;
  return as === 'text' ? null : (jsonFault(text)?.words ?? null);
}

/** The one request that answers every call, or the first call that cannot be answered yet. */
export function answerBody(
  calls: readonly PendingCall[],
  draft: AnswerDraft,
  kind: AnswerKind,
): { body: ToolOutputsBody } | { faulty: number } {
  const faulty = calls.findIndex((call) => answerFault(call, draft, kind) !== null);
  if (faulty !== -1) return { faulty };
  const ids = calls.flatMap(({ id }) => (id === null ? [] : [id]));
  if (kind === 'approvals') {
    return {
      body: { tool_approvals: ids.map((id) => ({ tool_call_id: id, approve: draft.approvals[id] === true })) },
    };
  }
  return { body: { tool_outputs: ids.map((id) => ({ tool_call_id: id, output: draft.outputs[id]?.text ?? '' })) } };
}
