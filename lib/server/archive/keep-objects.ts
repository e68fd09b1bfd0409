import 'server-only';
import type { WireObject } from '../upstream/wire-store.ts';
import { indexed } from './selection.ts';
import { first, type Sql, type SqlValue } from './sql.ts';

const HEAD = 'INSERT INTO objects (source, kind, id, thread_id, run_id, created_at, ord, text)';
const TYPES = ['text', 'text', 'text', 'text', 'text', 'bigint', 'integer', 'text'] as const;
const KEEP = 'ON CONFLICT (id, source, kind) DO NOTHING';

/** Replaces what has changed; a place that an object did not say before is taken over, never lost. */
function replacing(renumber: boolean): string {
  const ord = renumber ? 'excluded.ord' : 'objects.ord';
  return `ON CONFLICT (id, source, kind) DO UPDATE SET text = excluded.text, ord = ${ord},
    thread_id = coalesce(excluded.thread_id, objects.thread_id), run_id = coalesce(excluded.run_id, objects.run_id),
    created_at = CASE WHEN excluded.created_at < 0 THEN objects.created_at ELSE excluded.created_at END
    WHERE objects.text <> excluded.text OR objects.ord <> ${ord} OR objects.created_at < excluded.created_at
      OR (objects.thread_id IS NULL AND excluded.thread_id IS NOT NULL)
      OR (objects.run_id IS NULL AND excluded.run_id IS NOT NULL)`;
}

/**
 * Keeps wire objects in the caller's transaction. `renumber`: they are all of a run in the source's order, which then
 * counts; otherwise those that are there keep their places and new ones follow them. Without `replace` only missing ones
 * are added.
 */
export async function keepObjects(
  sql: Sql,
  source: string,
  objects: readonly WireObject[],
  { renumber, replace }: { renumber: boolean; replace: boolean },
): Promise<void> {
  const last = new Map(objects.map((object) => [`${object.kind} ${object.id}`, object]));
  const unique = [...last.values()];
  const next = renumber ? new Map<string, number>() : await nextPlaces(sql, source, unique);
  const rows = unique.map((object): SqlValue[] => {
    const place = next.get(object.kind) ?? 0;
    next.set(object.kind, place + 1);
    return [
      indexed(source),
      object.kind,
      indexed(object.id),
      object.threadId === null ? null : indexed(object.threadId),
      object.runId === null ? null : indexed(object.runId),
      object.createdAt === null ? -1 : Math.floor(object.createdAt),
      place,
      object.text,
    ];
  });
  await sql.insertRows(HEAD, TYPES, rows, replace ? replacing(renumber) : KEEP);
}

/** Behind the last place of what is kept of the same runs and threads, by kind. */
async function nextPlaces(sql: Sql, source: string, objects: readonly WireObject[]): Promise<Map<string, number>> {
  const next = new Map<string, number>();
  const raise = async (kind: string, statement: string, values: readonly SqlValue[]) => {
    const last = (await first<{ ord: number | null }>(sql, statement, values))?.ord;
    if (last !== null && last !== undefined) next.set(kind, Math.max(next.get(kind) ?? 0, last + 1));
  };
  const owners = (kind: 'step' | 'message', owner: 'runId' | 'threadId') =>
    [...new Set(objects.flatMap((object) => (object.kind === kind ? (object[owner] ?? []) : [])))].map(indexed);
  for (const run of owners('step', 'runId')) {
    await raise('step', "SELECT max(ord) AS ord FROM objects WHERE kind = 'step' AND run_id = ? AND source = ?", [
      run,
      indexed(source),
    ]);
  }
  for (const thread of owners('message', 'threadId')) {
    await raise(
      'message',
      "SELECT max(ord) AS ord FROM objects WHERE kind <> 'step' AND kind = 'message' AND thread_id = ? AND source = ?",
      [thread, indexed(source)],
    );
  }
  return next;
}
