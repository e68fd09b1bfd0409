import 'server-only';
import { type KeptStream, type RecordedEvent, STREAM_ENDINGS, type StreamPart } from './archive.ts';
import { indexed } from './selection.ts';
import { first, type Sql } from './sql.ts';

/** Characters of all streams of one run that are kept. */
export const MOST_STREAMED = 64 * 1024 * 1024;

/** An event as it stands in the table: `[ms since the stream began, name, data]`. */
type Row = [at: number, event: string | null, data: string];

/** Keeps parts of recorded streams in the caller's transaction; a part that is there already stays as it is. */
export async function keepStream(sql: Sql, parts: readonly StreamPart[]): Promise<void> {
  for (const { source, runId, startedAt, part, events, ending } of parts) {
    const place = [indexed(source), indexed(runId)];
    const text = JSON.stringify(events.map(({ at, event, data }): Row => [at, event, data]));
    const held = await first<{ n: number | null }>(
      sql,
      'SELECT CAST(sum(size) AS BIGINT) AS n FROM stream_parts WHERE source = ? AND run_id = ?',
      place,
    );
    if ((held?.n ?? 0) + text.length > MOST_STREAMED) continue;
    await sql.run(
      `INSERT INTO stream_parts (source, run_id, started_at, part, count, size, ending, events)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (source, run_id, started_at, part) DO NOTHING`,
      [...place, Math.floor(startedAt), part, events.length, text.length, ending ?? '', text],
    );
  }
}

/** The recorded streams of a run, oldest first. */
export async function listStreams(sql: Sql, source: string, runId: string): Promise<KeptStream[]> {
  const rows = await sql.all<{ started_at: number; part: number; count: number; size: number; ending: string }>(
    `SELECT started_at, part, count, size, ending FROM stream_parts WHERE source = ? AND run_id = ?
      ORDER BY started_at, part`,
    [indexed(source), indexed(runId)],
  );
  const streams = new Map<number, KeptStream>();
  for (const row of rows) {
    const stream = streams.get(row.started_at) ?? {
      startedAt: row.started_at,
      parts: [],
      events: 0,
      size: 0,
      ending: null,
    };
    stream.parts.push(row.part);
    stream.events += row.count;
    stream.size += row.size;
    stream.ending = STREAM_ENDINGS.find((one) => one === row.ending) ?? stream.ending;
    streams.set(row.started_at, stream);
  }
  return [...streams.values()];
}

/** The events of one part, in order; null where it was not kept. */
export async function readStreamPart(
  sql: Sql,
  source: string,
  runId: string,
  startedAt: number,
  part: number,
): Promise<RecordedEvent[] | null> {
  const row = await first<{ events: string }>(
    sql,
    'SELECT events FROM stream_parts WHERE source = ? AND run_id = ? AND started_at = ? AND part = ?',
    [indexed(source), indexed(runId), startedAt, part],
  );
  return row ? (JSON.parse(row.events) as Row[]).map(([at, event, data]) => ({ at, event, data })) : null;
}

/** Deletes the recorded streams of a run. */
export async function removeStreamsOfRun(sql: Sql, source: string, runId: string): Promise<void> {
  await sql.run('DELETE FROM stream_parts WHERE source = ? AND run_id = ?', [source, runId]);
}

/** Deletes the recorded streams of a source. */
export async function removeStreamsOfSource(sql: Sql, source: string): Promise<void> {
  await sql.run('DELETE FROM stream_parts WHERE source = ?', [source]);
}
