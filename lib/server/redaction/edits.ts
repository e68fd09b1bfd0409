import 'server-only';

/** A range of a text and what stands there afterwards. */
export interface Edit {
  start: number;
  end: number;
  text: string;
}

/** The text with its edits, which must not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  if (edits.length === 0) return text;
  const parts: string[] = [];
  let at = 0;
  for (const edit of inOrder(edits)) {
    parts.push(text.slice(at, edit.start), edit.text);
    at = edit.end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}

/** Where a range of the text lies afterwards; what is cut by an edit is widened to the whole of what stands there then. */
export function moveRange(edits: readonly Edit[], start: number, end: number): { start: number; end: number } {
  let shift = 0;
  let newStart: number | null = null;
  for (const edit of inOrder(edits)) {
    if (newStart === null && start < edit.end) newStart = Math.min(start, edit.start) + shift;
    if (start < edit.start && end <= edit.start) return { start: newStart ?? start + shift, end: end + shift };
    const after = shift + edit.text.length - (edit.end - edit.start);
    if (end <= edit.end && newStart !== null) {
      const cut = end > edit.start;
      return { start: newStart, end: cut ? edit.start + shift + edit.text.length : end + shift };
    }
    shift = after;
  }
  return { start: newStart ?? start + shift, end: end + shift };
}

function inOrder(edits: readonly Edit[]): Edit[] {
  return edits.toSorted((a, b) => a.start - b.start);
}
