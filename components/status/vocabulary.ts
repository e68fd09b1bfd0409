export type StatusTone = 'ok' | 'fail' | 'wait' | 'live' | 'idle';

const VOCABULARY = new Map<string, { label: string; tone: StatusTone }>([
  ['queued', { label: 'Queued', tone: 'idle' }],
  ['in_progress', { label: 'In progress', tone: 'live' }],
  ['requires_action', { label: 'Waiting for you', tone: 'wait' }],
  ['cancelling', { label: 'Cancelling', tone: 'idle' }],
  ['cancelled', { label: 'Cancelled', tone: 'idle' }],
  ['failed', { label: 'Failed', tone: 'fail' }],
  ['completed', { label: 'Completed', tone: 'ok' }],
  ['incomplete', { label: 'Incomplete', tone: 'wait' }],
  ['expired', { label: 'Expired', tone: 'idle' }],
]);

/** The label of a status of runs, steps and messages, for a recipient without "you"; a word that is not known is its own label. */
export function statusLabel(status: string, recipient = false): string {
  if (recipient && status === 'requires_action') return 'Waiting';
  return VOCABULARY.get(status)?.label ?? status;
}

/** The colour of a status; unknown words are idle. */
export function statusTone(status: string): StatusTone {
  return VOCABULARY.get(status)?.tone ?? 'idle';
}
