/** One thing that pasted text can open: a thread, or a run (perhaps at one of its steps). */
export interface OpenTarget {
  kind: 'run' | 'thread';
  id: string;
  /** Whose it is and where, for the list of results. */
  label: string;
  status: string | null;
  /** When a run was created (milliseconds); null for a thread, and where the source does not say. */
  createdAt: number | null;
  source: string;
  /** Key of a run; null for a thread. */
  key: string | null;
  step: string | null;
}

/** What was found; `problem` says what is missing when nothing can be opened. */
export interface OpenTargets {
  items: OpenTarget[];
  problem: string | null;
}
