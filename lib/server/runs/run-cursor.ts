import 'server-only';
import { fail } from '../../domain/failure.ts';
import { isKey } from '../../domain/ids.ts';

/** Where a page of the list ended: the last row's address and what it was sorted by. */
export interface RunCursor {
  source: string;
  key: string;
  value: number | string;
}

export function formatCursor(cursor: RunCursor): string {
  return Buffer.from(JSON.stringify([cursor.value, cursor.source, cursor.key])).toString('base64url');
}

/** Reads a cursor; throws `invalid_request` when no list gave it. */
export function parseCursor(text: string): RunCursor {
  try {
    const read: unknown = JSON.parse(Buffer.from(text.slice(0, 2000), 'base64url').toString('utf8'));
    if (Array.isArray(read) && read.length === 3) {
      const [value, source, key] = read as unknown[];
      if ((typeof value === 'number' || typeof value === 'string') && typeof source === 'string' && isKey(key))
        return { value, source, key };
    }
  } catch {
    // Falls through to the failure below: what cannot be parsed is not a cursor.
  }
  return fail('invalid_request', 'The cursor is not one that this list gave. Read the list from its beginning.');
}
