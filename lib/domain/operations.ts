/** What a page may have done to the runs of a source. */
export interface Operations {
  create: boolean;
  update: boolean;
  cancel: boolean;
  /** Submit outputs of tool calls, approve and refuse calls. */
  answer: boolean;
}
