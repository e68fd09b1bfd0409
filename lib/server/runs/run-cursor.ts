import 'server-only';
import { fail } from '../../domain/failure.ts';

/** Where a page of the list ended: what the last row was sorted by, its creation, and its address. */
export interface RunCursor {
  value: number | string;
  /** ms since 1970; −1 where it is not known. */
  at: number;
  source: string;
  key: string;
}

/** Writes a cursor as addresses carry it. */
export function formatCursor({ value, at, source, key }: RunCursor): string {
  return Buffer.from(JSON.stringify([value, at, source, key])).toString('base64url');
}

/** Reads a cursor of a list that is sorted by such values; throws `invalid_request` when no such list gave it. */
export function parseCursor(text: string, of: 'number' | 'string'): RunCursor {
  try {
    const read: unknown = JSON.parse(Buffer.from(text.slice(0, 2000), 'base64url').toString('utf8'));
    if (Array.isArray(read) && read.length === 4) {
      const [value, at, source, key] = read as unknown[];
      const isValue = (one: unknown): one is number | string => typeof one === of;
      if (isValue(value) && typeof at === 'number' && typeof source === 'string' && typeof key === 'string')
        return { value, at, source, key };
    }
  } catch {
    // Falls through to the failure below: what cannot be parsed is not a cursor.
  }
  return fail('invalid_request', 'The cursor is not one that this list gave. Read the list from its beginning.');
}
