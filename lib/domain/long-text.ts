/**
 * A text that may be long. In lists and streams a text over the limit is cut: `text` holds its beginning,
 * `truncated` is true and `bytes` is the UTF-8 size of the whole.
 */
export interface LongText {
  text: string;
  truncated?: true;
  bytes?: number;
}

/** Texts longer than this many bytes are cut in lists and streams. */
export const LONG_TEXT_LIMIT = 256 * 1024;

/** Wraps a whole text. */
export function longText(text: string): LongText {
  return { text };
}

/**
 * Cuts a text to at most `limit` bytes of UTF-8, on a character border.
 * Gives the same object when nothing had to go.
 */
export function cutText(value: LongText, limit: number): LongText {
  if (value.truncated || value.text.length * 3 <= limit) return value;
  const bytes = utf8Length(value.text);
  if (bytes <= limit) return value;
  let end = Math.min(value.text.length, limit);
  let size = utf8Length(value.text.slice(0, end));
  while (size > limit) {
    end -= Math.max(1, Math.ceil((size - limit) / 3));
    size = utf8Length(value.text.slice(0, end));
  }
  if (isHighSurrogate(value.text.charCodeAt(end - 1))) end -= 1;
  return { text: value.text.slice(0, end), truncated: true, bytes };
}

/** Size of a string in UTF-8 bytes, without encoding it. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80) continue;
    if (code < 0x800) bytes += 1;
    else if (isHighSurrogate(code) && isLowSurrogate(text.charCodeAt(i + 1))) {
      bytes += 2;
      i++;
    } else bytes += 2;
  }
  return bytes;
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}
