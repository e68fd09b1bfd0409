/** The lines of the list of keys, in its order; commands of one line stand together. */
export const LINES = [
  'Open by ID or URL',
  'Find or filter',
  'Next, previous row',
  'Next, previous entry',
  'Fold, unfold; parent, child',
  'Open',
  'Focus detail',
  'Open in timeline',
  'Open, fold tool call',
  'Back out one level',
  'Next, previous error',
  'Previous, next run',
  'Rendered, JSON, Timing',
  'Zoom in, out',
  'Pan left, right',
  'Fit whole run',
  'Skip idle on, off',
  'Follow live',
  'Timeline or conversation',
  'Copy ID, copy link',
  'Saved views',
  'Select row',
  'Clear the selection',
  'Export',
  'Share',
  'Import',
  'Operate',
  'Replay',
  'This list',
] as const;

export type Line = (typeof LINES)[number];

/** Something the reader can do on the page in view, by key or from the palette. */
export interface Command {
  id: string;
  /** Keys that call it, the usual one first, as `keyName` writes them: `J`, `⇧E`, `[`, `ArrowDown`; `Mod K` is ⌘K or Ctrl K. */
  keys: readonly string[];
  /** What it does, as the palette says it: `Next error`. */
  does: string;
  /** Its line in the list of keys. */
  group: Line;
  /** A word or two for the footer, which shows those that have some. */
  footer?: string;
  /** Moves of the cursor are not offered by the palette. */
  palette?: false;
  /** What it is called with: the key, or null from the palette. */
  run: (event: KeyboardEvent | null) => void;
  /** False while it has nothing to do here: then it is listed nowhere and its key is left alone. */
  enabled?: boolean;
}

/** Whether two tables of commands are listed alike; what they run may differ. */
export function listedAlike(a: readonly Command[], b: readonly Command[]): boolean {
  return a.length === b.length && a.every((command, i) => lookOf(command) === lookOf(b[i]));
}

function lookOf(command: Command | undefined): string {
  if (!command) return '';
  const { id, keys, does, group, footer, enabled = true, palette = true } = command;
  return [id, keys.join(' '), does, group, footer, enabled, palette].join('\n');
}
