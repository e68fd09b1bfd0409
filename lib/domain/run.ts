import type { Digits, Json, JsonObject } from './json.ts';
import type { LongText } from './long-text.ts';
import type { Milliseconds, Span } from './time.ts';
import type { Usage } from './usage.ts';

/** The status words Runlens knows. A source may send others; they are kept and shown as the raw word. */
export const RUN_STATUSES = [
  'queued',
  'in_progress',
  'requires_action',
  'cancelling',
  'cancelled',
  'failed',
  'completed',
  'incomplete',
  'expired',
] as const;

/** Code and text of an error as the source gave it. */
export interface SourceError {
  code: string | null;
  message: string | null;
  extra: JsonObject;
}

/** A call that waits for the reader's server: outputs of a function, or approval of a tool. */
export interface PendingCall {
  id: string | null;
  type: string;
  name: string | null;
  arguments: LongText | null;
  extra: JsonObject;
}

/** What a paused run waits for. `type` is the source's word (`submit_tool_outputs`, `submit_tool_approval`, …). */
export interface RequiredAction {
  type: string;
  calls: PendingCall[];
  extra: JsonObject;
}

/** One run of an agent or assistant: the address is `{source, key}`, the rest is what the source said. Absent is null. */
export interface Run {
  source: string;
  key: string;
  id: string;
  object: string | null;
  threadId: string | null;
  assistantId: string | null;
  /** Name of the assistant where it is known; runs themselves carry the id only. */
  assistantName: string | null;
  status: string;
  createdAt: Milliseconds | null;
  /** Moves to the resume time when tool outputs are submitted (observed 2024 to 2026), so it does not mark the first start. */
  startedAt: Milliseconds | null;
  /** Deadline; null once the run has ended. */
  expiresAt: Milliseconds | null;
  cancelledAt: Milliseconds | null;
  failedAt: Milliseconds | null;
  completedAt: Milliseconds | null;
  /** How fine this source's times are: 1000 where it sends whole seconds. */
  timeResolution: Milliseconds;
  requiredAction: RequiredAction | null;
  lastError: SourceError | null;
  incompleteReason: string | null;
  incompleteDetails: JsonObject | null;
  model: string | null;
  instructions: LongText | null;
  tools: JsonObject[];
  /** Header values inside are replaced by a word; the rest is as received. */
  toolResources: Json;
  metadata: JsonObject | null;
  temperature: Digits | null;
  topP: Digits | null;
  maxPromptTokens: Digits | null;
  maxCompletionTokens: Digits | null;
  truncationStrategy: Json;
  usage: Usage | null;
  responseFormat: Json;
  toolChoice: Json;
  parallelToolCalls: boolean | null;
  reasoningEffort: string | null;
  /** v1 of the protocol listed the files of a run. */
  fileIds: string[];
  /** Fields this version does not know, and known ones whose value could not be read, as received. */
  extra: JsonObject;
  /**
   * True where a kept run had not ended and nothing more will be heard of it, because its source has it no more or cannot be
   * asked. Not a word of the source: lists set it.
   */
  left?: boolean | undefined;
}

const TERMINAL: ReadonlySet<string> = new Set(['completed', 'failed', 'cancelled', 'expired', 'incomplete']);
const KNOWN: ReadonlySet<string> = new Set(RUN_STATUSES);

/** Whether the run is over. An unknown status counts as over only when a time of ending is set. `requires_action` is a pause. */
export function isTerminal(run: Pick<Run, 'status' | 'completedAt' | 'failedAt' | 'cancelledAt'>): boolean {
  if (KNOWN.has(run.status)) return TERMINAL.has(run.status);
  return (run.completedAt ?? run.failedAt ?? run.cancelledAt) !== null;
}

/** Status of a run whose source tells none, and of one of which only steps or messages are known. */
export const NO_STATUS = 'unknown';

/** Whether the run is known to go on, so that its time runs up to now: not where nothing is told of it, or no more. */
export function isGoingOn(
  run: Pick<Run, 'status' | 'createdAt' | 'completedAt' | 'failedAt' | 'cancelledAt' | 'left'>,
): boolean {
  return !isTerminal(run) && !run.left && (run.status !== NO_STATUS || run.createdAt !== null);
}

/**
 * From creation to the end, the wall time of the run; null without a creation time. `end` is null while it goes on, and
 * where an ended run has no time of ending (an expired or incomplete run often says only its deadline).
 */
export function runSpan(run: Run): Span | null {
  if (run.createdAt === null) return null;
  const end = run.completedAt ?? run.failedAt ?? run.cancelledAt ?? (run.status === 'expired' ? run.expiresAt : null);
  return { start: run.createdAt, end: end !== null && end >= run.createdAt ? end : null };
}
