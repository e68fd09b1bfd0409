/** Words that stand for what differs between messages of the same failure. */
export const PLACEHOLDER = /<(?:url|date|time|id|path|hex|n)>/g;

/** Beyond so many characters messages are not compared. */
const LONGEST = 1000;

/** In this order; none matches a placeholder alone. */
const RULES: readonly [pattern: RegExp, word: string][] = [
  [/\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s"'`<>)\]}]+/gi, '<url>'],
  [/\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-])/gi, '<date>'],
  [/\b\d{1,2}:\d\d(?::\d\d(?:[.,]\d+)?)?\b/g, '<date>'],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '<id>'],
  // A prefix and a tail with a digit or with both cases: `run_Qm4T`, `file-9aXb…`, `org-AbCd`.
  [/\b[a-z]{2,12}[_-](?=[A-Za-z0-9]*(?:\d|[a-z][A-Z]|[A-Z][a-z]))[A-Za-z0-9]{4,}\b/g, '<id>'],
  [/(["'`])(?:[A-Za-z]:)?[^"'`\n<>]*[\\/][^"'`\n<>]*\1/g, '<path>'],
  [/(?<![\w/.<>])(?:[A-Za-z]:)?(?:[\\/][\w.@~-]+)+[\\/]?/g, '<path>'],
  [/\b0x[0-9a-f]+\b/gi, '<hex>'],
  [/\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{8,}\b/gi, '<hex>'],
  [
    /(?<![\w.])(?:\d+(?:\.\d+)?\s?(?:ms|milliseconds?|s|secs?|seconds?|m|mins?|minutes?|h|hours?|d|days?)(?![a-z])\s?)+/gi,
    '<time> ',
  ],
  [/\d+(?:[.,]\d+)*/g, '<n>'],
];

/** Passes after which a text is taken as it is; real messages settle after one. */
const PASSES = 8;

/**
 * A message without what differs from one failure to the next: addresses, dates, lengths of time, ids, paths, hex numbers
 * and numbers become words in angle brackets, white space is folded. Repeated until nothing changes.
 */
export function normaliseMessage(message: string): string {
  let text = message.slice(0, LONGEST).toWellFormed();
  for (let pass = 0; pass < PASSES; pass++) {
    const before = text;
    for (const [pattern, word] of RULES) text = text.replace(pattern, word);
    text = text
      .replace(/\s+/g, ' ')
      .replace(/ (?=[.,;:!?])/g, '')
      .trim();
    if (text === before) break;
  }
  return text;
}
