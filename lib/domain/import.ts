/**
 * A file that changed nothing, or the first of such values in a file of which others were kept, and why. `at` is a line and
 * column, a byte, or empty for the file as a whole.
 */
export interface ImportRefusal {
  file: string;
  at: string;
  why: string;
}

/** What came of an import. */
export interface ImportReport {
  id: string;
  /** Runs that were kept, up to a number; `moreRuns` counts the others. */
  runs: { source: string; key: string }[];
  moreRuns: number;
  /** Of all of them, those that ended longer ago than runs are kept, and are deleted within the hour; absent where none is. */
  expiring?: number;
  /** Objects that were understood, each counted once. */
  understood: number;
  /** Values of other protocols, kept as they are. */
  raw: number;
  refused: ImportRefusal[];
  /** Refusals beyond those that are listed. */
  moreRefused: number;
}

/** How far an import is. */
export interface ImportProgress {
  id: string;
  /** `interrupted`: its server ended or broke down in the middle of it. */
  state: 'reading' | 'keeping' | 'done' | 'failed' | 'cancelled' | 'interrupted';
  /** Bytes read, of all that there are; null while that is not known. */
  bytes: number;
  totalBytes: number | null;
  files: number;
  understood: number;
  raw: number;
  refused: number;
  /** Runs kept, of those that were found. */
  runs: number;
  totalRuns: number | null;
  /** The same of what belongs to no run: threads, messages, assistants, files, values of other protocols. */
  others: number;
  totalOthers: number | null;
}

/** What is to be known of runs that retention deletes; their number stands before it. */
export function tooOld(many: number): string {
  const [were, they] = many === 1 ? ['was over', 'it is'] : ['were over', 'they are'];
  return `${were} longer ago than this Runlens keeps runs (RUNLENS_RETENTION_DAYS): ${they} deleted within the hour.`;
}

/** Whether anything of an import was kept. */
export function hasKept({ runs, others }: Pick<ImportProgress, 'runs' | 'others'>): boolean {
  return runs + others > 0;
}
