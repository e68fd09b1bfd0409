/** The form of every id that may leave for a source; anything else is refused before a call is made. */
export const ID_PATTERN = /^[A-Za-z0-9_-]{1,128}$/;

/** One or two ids joined by one dot; the dialect says what the parts mean. */
export const KEY_PATTERN = /^[A-Za-z0-9_-]{1,128}(?:\.[A-Za-z0-9_-]{1,128})?$/;

/** Whether a value may be an id of a source or of one of its objects. */
export function isId(value: unknown): value is string {
  return typeof value === 'string' && ID_PATTERN.test(value);
}

/** Whether a value may be a key of a run. */
export function isKey(value: unknown): value is string {
  return typeof value === 'string' && KEY_PATTERN.test(value);
}

/** Shortens an id for lists: prefix, four characters, …, four characters (`run_Qm4T…3sEa`). Short ids stay whole. */
export function shortId(id: string): string {
  const prefix = /^[a-z]+[_-]/.exec(id)?.[0] ?? '';
  const body = id.slice(prefix.length);
  return body.length <= 10 ? id : `${prefix}${body.slice(0, 4)}…${body.slice(-4)}`;
}
