import type { Message } from './message.ts';
import type { Run } from './run.ts';

/** What a run was started for. */
export interface RunQuestion {
  /** The user's messages, oldest first; empty where none was found. */
  messages: Message[];
  /** Whether what stands before them is known, so that reading further back finds no more of them. */
  whole: boolean;
}

/**
 * The user's messages before a run, back to the answer before them; for a run without a message of its own those that the
 * run before it answered. `newestFirst` are messages of the thread as far as they were read, `more` says that older ones
 * exist. Messages without a time are passed over.
 */
export function questionOf(
  run: Pick<Run, 'id' | 'createdAt'>,
  newestFirst: readonly Message[],
  more: boolean,
): RunQuestion {
  const messages: Message[] = [];
  if (run.createdAt === null) return { messages, whole: true };
  for (const message of newestFirst) {
    if (message.createdAt === null || message.createdAt > run.createdAt || message.runId === run.id) continue;
    if (message.role === 'user') messages.unshift(message);
    else if (messages.length > 0) return { messages, whole: true };
  }
  return { messages, whole: !more };
}
