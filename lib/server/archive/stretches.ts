import 'server-only';
import { firstRid } from './rid.ts';
import { narrowed, type Selection } from './selection.ts';

/** A stretch of time: its first instant, and the one after its last, ms since 1970. */
export interface Stretch {
  from: number;
  to: number;
}

/** The runs of a selection that began in a stretch. */
export function within(selection: Selection, { from, to }: Stretch): Selection {
  const { rid } = selection;
  return narrowed(selection, [`${rid} >= ?`, `${rid} < ?`], [firstRid(from), firstRid(to)]);
}
