import 'server-only';
import type { RunOrigin } from './archive.ts';
import { keepObjects } from './keep-objects.ts';
import { coverMessages, newTexts, putLoose } from './loose-texts.ts';
import { noteThreads } from './known-threads.ts';
import { keepRun } from './keep-run.ts';
import { wordsKept } from './search-index.ts';
import { wordsOf } from './search-words.ts';
import { indexed } from './selection.ts';
import { first, type Sql } from './sql.ts';
import type { WordedObject } from './text-archive.ts';

interface Piece {
  id: string;
  threadId: string | null;
  createdAt: number | null;
  words: string[];
}

/**
 * Keeps objects that came without their run, and an incomplete run for every run that only they tell of, once its thread is
 * known: before that it has no address under which it could be opened. The address is made of the ids, joined as every key
 * is; the run takes the place of it when it comes, whatever its own key.
 */
export async function keepPieces(
  sql: Sql,
  source: string,
  objects: readonly WordedObject[],
  origin: RunOrigin,
  at: number,
): Promise<void> {
  const texts = await newTexts(sql, source, objects);
  await keepObjects(sql, source, objects, { renumber: false, replace: true });
  await putLoose(sql, source, texts, at);
  // A message may have been kept before its run was known.
  const written = objects.flatMap(({ kind, id, runId }) => (kind === 'message' && runId !== null ? id : []));
  await coverMessages(sql, indexed(source), written);
  const threads = objects.map((one) => (one.kind === 'thread' ? one.id : one.threadId));
  await noteThreads(
    sql,
    source,
    threads.filter((thread) => thread !== null),
    origin,
    at,
  );
  const told = new Map<string, Piece>();
  for (const object of objects) {
    if (object.runId === null || (object.kind !== 'step' && object.kind !== 'message')) continue;
    const piece = told.get(object.runId) ?? { id: object.runId, threadId: null, createdAt: null, words: [] };
    piece.threadId ??= object.threadId;
    if (object.createdAt !== null) piece.createdAt = Math.min(piece.createdAt ?? Infinity, object.createdAt);
    if (object.words !== undefined) piece.words.push(object.words);
    told.set(object.runId, piece);
  }
  for (const piece of told.values()) await keepIncomplete(sql, source, piece, origin, at);
}

async function keepIncomplete(
  sql: Sql,
  source: string,
  { id, threadId, createdAt, words }: Piece,
  origin: RunOrigin,
  at: number,
): Promise<void> {
  const known = await first<{ rid: number; key: string; status: string; thread_id: string; created_at: number | null }>(
    sql,
    'SELECT rid, key, status, thread_id, created_at FROM runs WHERE id = ? AND source = ?',
    [indexed(id), indexed(source)],
  );
  if (known && known.status !== '') return;
  const thread = threadId ?? (known?.thread_id || null);
  if (thread === null) return;
  const seen = [createdAt, known?.created_at ?? null].filter((one) => one !== null);
  await keepRun(sql, {
    index: {
      source,
      key: `${thread}.${id}`,
      id,
      threadId: thread,
      status: '',
      outcome: 'other',
      assistantId: null,
      assistantName: null,
      model: null,
      createdAt: seen.length === 0 ? null : Math.min(...seen),
      endedAt: null,
      duration: null,
      tokens: null,
      errorCode: null,
      tools: [],
      fingerprint: null,
      summary: null,
      text: joined(known ? await wordsKept(sql, known.rid) : '', words),
    },
    origin,
    objects: [],
    whole: false,
    capturedAt: at,
  });
}

/** The words of an incomplete run with those of more pieces; null where there are no others. */
function joined(before: string, words: readonly string[]): string | null {
  let all = ` ${before} `;
  for (const one of words) {
    const line = wordsOf(one).join(' ');
    if (!all.includes(` ${line} `)) all += `${line} `;
  }
  return all.trim() === before ? null : all;
}
