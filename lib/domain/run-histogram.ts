/** Runs that were created in one stretch of time, by how they ended. */
export interface RunBucket {
  /** Its beginning, ms since 1970. */
  from: number;
  failed: number;
  /** Waiting for outputs or approvals. */
  waiting: number;
  completed: number;
  /** Going on, cancelled, expired, and words that are not known. */
  other: number;
}

/** Runs over time. Times in ms; buckets stand next to each other, oldest first, each `bucket` long. */
export interface RunHistogram {
  from: number;
  to: number;
  bucket: number;
  /** Null where counting would take too long. */
  items: RunBucket[] | null;
  /** 1 where every run was counted; less where counts are estimates, made from this share of the runs. */
  counted: number;
}

/** The parts of a histogram that were counted. */
export interface CountedRuns {
  buckets: RunBucket[];
  counted: number;
}
