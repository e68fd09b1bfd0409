/** What the columns of the list are called, in their order. */
export const COLUMN_NAMES = [
  { id: 'status', name: 'Status' },
  { id: 'id', name: 'Run' },
  { id: 'assistant', name: 'Assistant' },
  { id: 'message', name: 'First user message' },
  { id: 'model', name: 'Model' },
  { id: 'source', name: 'Source' },
  { id: 'started', name: 'Started' },
  { id: 'duration', name: 'Duration, where it went' },
  { id: 'steps', name: 'Steps' },
  { id: 'tokens', name: 'Tokens' },
  { id: 'cost', name: 'Est. cost' },
  { id: 'reason', name: 'Reason' },
] as const;
