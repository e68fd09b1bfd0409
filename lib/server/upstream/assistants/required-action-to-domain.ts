import 'server-only';
import type { PendingCall, RequiredAction } from '../../../domain/run.ts';
import { hideHeadersIn } from './hide-headers.ts';
import { detailOf, toolType } from './tool-call-to-domain.ts';
import type { WireObject } from './wire.ts';

/** Outputs of functions, and approval of tools (Azure, observed 2025). */
const ACTIONS = ['submit_tool_outputs', 'submit_tool_approval'];

/** Maps what a paused run waits for. */
export function requiredActionToDomain(action: WireObject | null): RequiredAction | null {
  if (!action) return null;
  const type = action.text('type') ?? ACTIONS.find((word) => action.part(word)) ?? 'unknown';
  const detail = action.part(type) ?? action;
  return {
    type,
    calls: detail.list('tool_calls', pendingCall) ?? [],
    extra: hideHeadersIn(action.rest()),
  };
}

function pendingCall(call: WireObject): PendingCall {
  const type = toolType(call);
  const detail = detailOf(call, type);
  return {
    id: call.text('id'),
    type,
    name: detail.text('name'),
    arguments: detail.jsonText('arguments'),
    extra: hideHeadersIn(call.rest()),
  };
}
