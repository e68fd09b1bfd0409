import 'server-only';
import { isId } from '../../../domain/ids.ts';
import type { Recognised } from '../dialect.ts';
import { idsIn } from './wire-ids.ts';

/** Words that follow an id in the protocol's paths; anything else behind it means another service's address. */
const BELOW_THREAD = new Set(['runs', 'messages']);
const BELOW_RUN = new Set(['steps', 'cancel', 'submit_tool_outputs']);

/**
 * Ids in an address: those in the places of the protocol's paths (`…/threads/{t}/runs/{r}/steps/{s}`, of any form), else
 * those with a known prefix in path, query or fragment. Null when the address cannot be read.
 */
export function recogniseUrl(text: string): Recognised | null {
  const address = decoded(text.split(/\s/, 1)[0] ?? '');
  if (!URL.canParse(address)) return null;
  const placed = idsInPath(new URL(address).pathname.split('/').filter((segment) => segment !== ''));
  const named = idsIn(address);
  return {
    threadId: placed.threadId ?? named.threadId,
    runId: placed.runId ?? named.runId,
    stepId: placed.stepId ?? named.stepId,
    messageId: placed.messageId ?? named.messageId,
  };
}

function idsInPath(segments: string[]): Partial<Recognised> {
  const at = segments.lastIndexOf('threads');
  const [threadId, list, listed, below, step] = segments.slice(at + 1);
  if (at === -1 || !isId(threadId) || threadId === 'runs') return {};
  if (list === undefined) return { threadId };
  if (!BELOW_THREAD.has(list)) return {};
  if (!isId(listed)) return { threadId };
  if (list === 'messages') return { threadId, messageId: listed };
  if (below !== undefined && !BELOW_RUN.has(below)) return { threadId };
  return { threadId, runId: listed, stepId: below === 'steps' && isId(step) ? step : null };
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
