import type { JsonObject } from './json.ts';
import type { LongText } from './long-text.ts';
import type { SourceError } from './run.ts';
import type { Milliseconds, Span } from './time.ts';
import type { ToolCall } from './tool-call.ts';
import type { Usage } from './usage.ts';

/** What a step is: it wrote a message, called tools, or something this version does not know. */
export type StepKind = 'message' | 'tools' | 'other';

/** One step of a run. Absent values are null. */
export interface Step {
  id: string;
  object: string | null;
  runId: string | null;
  threadId: string | null;
  assistantId: string | null;
  /** The source's word (`message_creation`, `tool_calls`, `activities`, …). */
  type: string;
  kind: StepKind;
  status: string;
  createdAt: Milliseconds | null;
  completedAt: Milliseconds | null;
  failedAt: Milliseconds | null;
  cancelledAt: Milliseconds | null;
  /** The run's deadline, sometimes left filled after the end. */
  expiresAt: Milliseconds | null;
  /** In the type definitions, never seen on the wire. */
  expiredAt: Milliseconds | null;
  lastError: SourceError | null;
  usage: Usage | null;
  metadata: JsonObject | null;
  /** Of a message step. */
  messageId: string | null;
  /** Of a tools step, in the source's order. */
  calls: ToolCall[];
  /** `step_details` of a step of an unknown type, as JSON text. */
  detail: LongText | null;
  extra: JsonObject;
}

const TERMINAL: ReadonlySet<string> = new Set(['completed', 'failed', 'cancelled', 'expired', 'incomplete']);

/** Whether the step is over; an unknown status counts as over only when a time of ending is set. */
export function isStepTerminal(step: Step): boolean {
  return TERMINAL.has(step.status) || (step.status !== 'in_progress' && stepEnd(step) !== null);
}

/** Whether the step ended with an error. */
export function isStepFailed(step: Step): boolean {
  return step.status === 'failed' || step.lastError !== null;
}

/** When the step ended, null while it has not or where the source did not say. */
export function stepEnd(step: Step): Milliseconds | null {
  return step.completedAt ?? step.failedAt ?? step.cancelledAt ?? step.expiredAt;
}

/** From creation to end; null without a creation time. An end before the start is not believed. */
export function stepSpan(step: Step): Span | null {
  if (step.createdAt === null) return null;
  const end = stepEnd(step);
  return { start: step.createdAt, end: end !== null && end >= step.createdAt ? end : null };
}
