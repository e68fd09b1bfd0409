/**
 * Cuts a text into lines at line feeds, with or without carriage return. The empty rest behind a last line feed is no line;
 * an empty text has none.
 */
export function splitLines(text: string): string[] {
  if (text === '') return [];
  const lines = text.split(/\r?\n/);
  if (lines.length > 1 && lines.at(-1) === '') lines.pop();
  return lines;
}
