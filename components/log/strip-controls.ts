const ESC = '\u001b';
const END = `(?:\u0007|\u009c|${ESC}\\\\)`;

/** Anything a terminal would act on. */
const CONTROL = new RegExp('[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f]');

/**
 * In this order: strings for the terminal (titles, OSC 8 links, device control; an unfinished one ends with its line), control
 * sequences (cursor, screen, colours), other escapes, and single control characters but for tab and line feed.
 */
const SEQUENCE = new RegExp(
  [
    `(?:${ESC}[\\]PX^_]|[\u0090\u0098\u009d-\u009f])[^${ESC}\u0007\u009c\\n]*${END}?`,
    `(?:${ESC}\\[|\u009b)([0-?]*)[ -/]*([@-~]?)`,
    `${ESC}[ -/]*[0-Z\\\\^-~]?`,
    '[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f]',
  ].join('|'),
  'g',
);

/**
 * Takes everything out of a log that a terminal would act on, but for colours and weights (SGR, `ESC [ … m`), which are kept in
 * the form `ESC[1;31m`. A carriage return that redraws a line becomes a new line, so nothing that was written is lost.
 */
export function stripControls(text: string): string {
  if (!CONTROL.test(text)) return text;
  return text
    .replace(/\r\n?/g, '\n')
    .replace(SEQUENCE, (_all, parameters: string | undefined, final: string | undefined) =>
      final === 'm' && parameters !== undefined && /^[\d;:]{0,200}$/.test(parameters)
        ? `${ESC}[${withoutColons(parameters)}m`
        : '',
    );
}

/** Writes sub-parameters of colours (`38:2::1:2:3`) as plain ones and drops those of others (`4:3`). */
function withoutColons(parameters: string): string {
  if (!parameters.includes(':')) return parameters;
  return parameters
    .replace(/([34]8):5:(\d+)/g, '$1;5;$2')
    .replace(/([34]8):2:(?:\d*:)?(\d+):(\d+):(\d+)/g, '$1;2;$2;$3;$4')
    .replace(/:\d*/g, '');
}
