import 'server-only';
import { isId } from '../../../domain/ids.ts';
import type { WireKind } from '../wire-store.ts';

/** What a path of the protocol leads to. */
export interface WirePath {
  kind: WireKind;
  /** The object's id; null where the path is that of a list. */
  id: string | null;
  threadId: string | null;
  runId: string | null;
}

const BELOW_THREAD: ReadonlyMap<string, WireKind> = new Map([
  ['messages', 'message'],
  ['runs', 'run'],
]);

/** Reads a path below the base URL; null for one that leads to no object and no list of objects. */
export function readWirePath(path: readonly string[]): WirePath | null {
  if (path.length > 6 || path.some((part, i) => i % 2 === 1 && !isId(part))) return null;
  const [root, first = null, list, second = null, steps, third = null] = path;
  const none = { threadId: null, runId: null };
  if (path.length <= 2) {
    const kind = ROOTS.get(root ?? '');
    return kind ? { ...none, kind, id: first } : null;
  }
  if (root !== 'threads' || list === undefined) return null;
  const kind = BELOW_THREAD.get(list);
  if (!kind) return null;
  if (path.length <= 4) return { kind, id: second, threadId: first, runId: null };
  return kind === 'run' && steps === 'steps' ? { kind: 'step', id: third, threadId: first, runId: second } : null;
}

const ROOTS: ReadonlyMap<string, WireKind> = new Map([
  ['threads', 'thread'],
  ['assistants', 'assistant'],
  ['files', 'file'],
]);
