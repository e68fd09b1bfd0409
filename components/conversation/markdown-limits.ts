/** Longer texts take the reader of Markdown too long (UTF-16 units). */
const LENGTH_LIMIT = 40_000;
/** Longer texts are left to the browser, so that reading them never holds up the server. */
export const SERVER_LIMIT = 8_000;
/** The time for a paragraph grows with the square of its marks of emphasis and its brackets (measured: 20,000 took 14 s). */
const PARAGRAPH_MARKS = 1_000;
/** Cells of tables and levels of quotes in the whole text. */
const TOTAL_MARKS = 4_000;
/** The call stack grows with nesting. */
const DEEP_RUN = /(?:[>*_~[\]!(`][ \t]*){100}/;
const DEEP_LIST = /^[ \t]{100}/m;
const DEEP_ITEM = /^(?:[ \t]*(?:[-+*]|\d{1,9}[.)])[ \t]+){40}/m;

/** Whether a text can be read as Markdown without holding up the page. */
export function isTameMarkdown(text: string): boolean {
  if (text.length > LENGTH_LIMIT) return false;
  if (DEEP_RUN.test(text) || DEEP_LIST.test(text) || DEEP_ITEM.test(text)) return false;
  if (count(text, /[|>]/g) > TOTAL_MARKS) return false;
  return text.split(/\n[ \t]*\n/).every((paragraph) => count(paragraph, /[*_~[\]]/g) <= PARAGRAPH_MARKS);
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
