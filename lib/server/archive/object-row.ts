import 'server-only';
import type { WireKind, WireObject } from '../upstream/wire-store.ts';

/** A wire object as tables hold it; a time that the source did not say is negative. */
export interface ObjectRow {
  kind: string;
  id: string;
  thread_id: string | null;
  run_id: string | null;
  created_at: number;
  text: string;
}

/** The object of a row. */
export function wireObject(row: ObjectRow): WireObject {
  return {
    kind: row.kind as WireKind,
    id: row.id,
    threadId: row.thread_id,
    runId: row.run_id,
    createdAt: row.created_at < 0 ? null : row.created_at,
    text: row.text,
  };
}
