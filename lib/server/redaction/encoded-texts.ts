import 'server-only';

/** A text that stands in another one as base64 or as hexadecimal digits. */
export interface EncodedText {
  start: number;
  end: number;
  text: string;
}

const RUN = /[A-Za-z0-9+/_-]{16,}={0,2}/g;
const HEX = /^(?:[0-9a-fA-F]{2}){8,}$/;
/** Characters by which something is told to be no text, and the longest that is decoded. */
const BEGINNING = 48;
const LONGEST = 4 * 1024 * 1024;
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;
const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** What can be read once it is decoded: bytes that are UTF-8 without control characters. */
export function* encodedTexts(text: string): Generator<EncodedText> {
  for (const { 0: run, index } of text.matchAll(RUN)) {
    if (run.length > LONGEST) continue;
    const encoding = HEX.test(run) ? 'hex' : 'base64';
    if (CONTROL.test(Buffer.from(run.slice(0, BEGINNING), encoding).toString('latin1'))) continue;
    const decoded = readable(Buffer.from(run, encoding));
    if (decoded !== null) yield { start: index, end: index + run.length, text: decoded };
  }
}

function readable(bytes: Uint8Array): string | null {
  try {
    const text = UTF8.decode(bytes);
    return CONTROL.test(text) ? null : text;
  } catch {
    return null;
  }
}
