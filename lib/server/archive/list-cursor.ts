import 'server-only';
import { fail } from '../../domain/failure.ts';

/** Where a page ended: the order it was read in, the value of its last row in it, and the row's number. */
export interface ListCursor {
  order: string;
  value: string | number | null;
  rid: number;
}

const LONGEST = 4_000;

/** Writes a cursor as addresses carry it. */
export function formatListCursor({ order, value, rid }: ListCursor): string {
  return Buffer.from(JSON.stringify([order, value, rid])).toString('base64url');
}

/** Reads a cursor of lists in this order; throws `invalid_request` when none gave it. */
export function parseListCursor(text: string, order: string): ListCursor {
  try {
    const read: unknown = JSON.parse(Buffer.from(text.slice(0, LONGEST), 'base64url').toString('utf8'));
    if (Array.isArray(read) && read.length === 3) {
      const [of, value, rid] = read as unknown[];
      const comparable = value === null || typeof value === 'string' || Number.isSafeInteger(value);
      if (of === order && comparable && Number.isSafeInteger(rid)) {
        return { order, value: value as ListCursor['value'], rid: rid as number };
      }
    }
  } catch {
    // Falls through to the failure below: what cannot be parsed is not a cursor.
  }
  return fail('invalid_request', 'The cursor is not one that this list gave. Read the list from its beginning.');
}
