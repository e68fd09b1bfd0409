import 'server-only';
import type { Json } from '../../../domain/json.ts';
import type { Step, StepKind } from '../../../domain/step.ts';
import { lastErrorToDomain } from './error-to-domain.ts';
import { toolCallToDomain } from './tool-call-to-domain.ts';
import { usageToDomain } from './usage-to-domain.ts';
import { WireObject } from './wire.ts';

const KINDS: ReadonlyMap<string, StepKind> = new Map([
  ['message_creation', 'message'],
  ['tool_calls', 'tools'],
]);

/**
 * Maps a `thread.run.step`. Total and pure: takes any JSON (of the depth that `upstream-fetch` lets through), never
 * throws. `fallbackId` stands in where the source sent no usable id.
 */
export function stepToDomain(wire: Json, fallbackId: string): Step {
  const step = new WireObject(wire);
  const type = stepType(step);
  const kind = KINDS.get(type) ?? 'other';
  const details = kind === 'other' ? null : step.part('step_details');
  if (details?.peek('type') === type) details.text('type');
  const message = kind === 'message' ? (details?.part('message_creation') ?? details) : null;
  const detail = kind === 'other' ? step.jsonText('step_details') : null;
  return {
    id: step.id('id') ?? fallbackId,
    object: step.text('object'),
    runId: step.text('run_id'),
    threadId: step.text('thread_id'),
    assistantId: step.text('assistant_id'),
    type,
    kind,
    status: step.text('status') ?? 'unknown',
    createdAt: step.time('created_at'),
    completedAt: step.time('completed_at'),
    failedAt: step.time('failed_at'),
    cancelledAt: step.time('cancelled_at'),
    expiresAt: step.time('expires_at'),
    expiredAt: step.time('expired_at'),
    lastError: lastErrorToDomain(step),
    usage: usageToDomain(step.part('usage')),
    metadata: step.object('metadata'),
    messageId: message?.text('message_id') ?? null,
    calls: (kind === 'tools' && details?.list('tool_calls', toolCallToDomain)) || [],
    detail,
    extra: step.rest(),
  };
}

/** The step's word, from its details where the step itself lacks one. */
function stepType(step: WireObject): string {
  const type = step.text('type');
  if (type !== null) return type;
  const details = step.peek('step_details');
  return new WireObject(details ?? null).text('type') ?? 'unknown';
}
