import 'server-only';
import type { Recognised } from '../dialect.ts';

export const NOTHING: Readonly<Recognised> = { threadId: null, runId: null, stepId: null, messageId: null };

const FIELDS = { thread: 'threadId', run: 'runId', step: 'stepId', msg: 'messageId' } as const;

/** An id by its prefix, standing alone; a name of a field (`thread_id=…`, `"run_id": …`, `step_details`) is none. */
const PREFIXED =
  /(?<![A-Za-z0-9_-])(thread|run|step|msg)_(?!ids?(?![A-Za-z0-9_-]))[A-Za-z0-9_-]{1,120}(?![A-Za-z0-9_-])(?!"\s*:|=)/g;

/** The first id of each kind in a text. */
export function idsIn(text: string): Recognised {
  const result: Recognised = { ...NOTHING };
  for (const [id, prefix] of text.matchAll(PREFIXED)) result[FIELDS[prefix as keyof typeof FIELDS]] ??= id;
  return result;
}

/** Which kind of id a single word is; null when it has no known prefix. */
export function prefixedId(word: string): keyof Recognised | null {
  const ids = idsIn(word);
  const name = Object.values(FIELDS).find((field) => ids[field] === word);
  return name ?? null;
}
