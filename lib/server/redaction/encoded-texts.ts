import 'server-only';

/** A text that stands in another one as base64 or as hexadecimal digits. */
export interface EncodedText {
  start: number;
  end: number;
  text: string;
}

const RUN = /[A-Za-z0-9+/_-]{16,}={0,2}/g;
/** The same in lines, as mail and PEM write it. */
const LINES =
  /(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{20,120}(?:\r?\n[ \t]{0,8}[A-Za-z0-9+/]{20,120}){0,2000}\r?\n[ \t]{0,8}[A-Za-z0-9+/]{2,120}={0,2}/g;
/** Bytes with signs between them: `61 64 61`, `61:64:61`, `0x61, 0x64`. */
const SPACED = /(?<![0-9A-Za-z])(?:0x)?[0-9a-fA-F]{2}(?:(?:[ :-]|,? ?0x)[0-9a-fA-F]{2}){7,4000}(?![0-9A-Za-z])/g;
const HEX = /^(?:[0-9a-fA-F]{2}){8,}$/;
/** Characters by which something is told to be no text, and the longest that is decoded. */
const BEGINNING = 48;
const LONGEST = 4 * 1024 * 1024;
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;
/** Letters of two bytes, as Windows encodes them. */
const WIDE = /^(?:[\t\n\r -~]\0){4,}/;
const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** What can be read once it is decoded: bytes that are UTF-8, or UTF-16, without control characters. */
export function* encodedTexts(text: string): Generator<EncodedText> {
  for (const { 0: run, index } of text.matchAll(RUN)) yield* decoded(run, index, HEX.test(run) ? 'hex' : 'base64');
  if (text.includes('\n')) {
    for (const { 0: run, index } of text.matchAll(LINES)) yield* decoded(run, index, 'base64');
  }
  for (const { 0: run, index } of text.matchAll(SPACED)) {
    // Dumps have other bytes around a text: those end it.
    const bytes = Buffer.from(run.replace(/0x|[^0-9a-fA-F]/g, ''), 'hex').toString('latin1');
    yield { start: index, end: index + run.length, text: bytes.replace(/[^ -~]+/g, '\n') };
  }
}

function* decoded(run: string, index: number, encoding: 'hex' | 'base64'): Generator<EncodedText> {
  if (run.length > LONGEST) return;
  const beginning = Buffer.from(run.slice(0, BEGINNING), encoding).toString('latin1');
  const wide = WIDE.test(beginning);
  if (!wide && CONTROL.test(beginning)) return;
  const bytes = Buffer.from(run, encoding);
  const found = wide ? clean(bytes.toString('utf16le')) : readable(bytes);
  if (found !== null) yield { start: index, end: index + run.length, text: found };
}

function readable(bytes: Uint8Array): string | null {
  try {
    return clean(UTF8.decode(bytes));
  } catch {
    return null;
  }
}

function clean(text: string): string | null {
  return CONTROL.test(text) ? null : text;
}
