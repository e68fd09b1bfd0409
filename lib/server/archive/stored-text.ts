import 'server-only';

const MARK = '\u0001';

/**
 * A text in a form that both databases keep: UTF-8 has no lone surrogates, and PostgreSQL no NUL character. Texts with
 * either, and those that begin like an encoded one, are written as JSON behind a mark. Equal texts stay equal.
 */
export function encodeText(text: string): string {
  const plain = !text.startsWith(MARK) && !text.includes('\0') && text.isWellFormed();
  return plain ? text : MARK + JSON.stringify(text);
}

/** The text that `encodeText` was given. */
function decodeText(stored: string): string {
  return stored.startsWith(MARK) ? (JSON.parse(stored.slice(1)) as string) : stored;
}

/** A copy of a row with its texts decoded; the row itself where there is nothing to decode. */
export function decodeRow<Row extends object>(row: Row): Row {
  let copy: Record<string, unknown> | null = null;
  for (const name in row) {
    const value: unknown = row[name];
    if (typeof value !== 'string' || !value.startsWith(MARK)) continue;
    copy ??= { ...(row as Record<string, unknown>) };
    copy[name] = decodeText(value);
  }
  return (copy as Row | null) ?? row;
}
