import type { Run } from './run.ts';

/** Why a run is as it is, in a few words. `code` marks a word of the source, which stands in mono. */
export interface RunReason {
  text: string;
  tone: 'fail' | 'wait' | 'idle';
  code: boolean;
  /** The source's own sentence, where there is one. */
  detail: string | null;
}

const THIN = '\u202f';

type Reasoned = Pick<
  Run,
  'status' | 'lastError' | 'incompleteReason' | 'requiredAction' | 'expiresAt' | 'createdAt' | 'completedAt' | 'left'
>;

/** The reason of a run at the instant `now` (ms); null where there is nothing to explain. */
export function runReason(run: Reasoned, now: number): RunReason | null {
  const { lastError } = run;
  if (run.status === 'incomplete') {
    if (run.incompleteReason) return word(run.incompleteReason, 'wait', lastError?.message ?? null);
    return lastError?.code ? word(lastError.code, 'wait', lastError.message) : plain('no reason given', 'idle');
  }
  if (run.status === 'requires_action') return waiting(run, now);
  if (lastError?.code) return word(lastError.code, run.status === 'failed' ? 'fail' : 'idle', lastError.message);
  if (lastError?.message) return { ...plain(lastError.message, 'fail'), detail: lastError.message };
  if (run.status === 'failed') return plain('no error given', 'idle');
  return run.status === 'expired' ? expired(run) : null;
}

function waiting(run: Reasoned, now: number): RunReason {
  const what = run.requiredAction?.type.includes('approv') ? 'approval' : 'outputs';
  if (run.expiresAt === null || run.left) return plain(`waiting for ${what}`, 'wait');
  const left = run.expiresAt - now;
  if (left <= 0) return plain(`${what} overdue`, 'wait');
  return plain(`${what} due in ${roughly(left)}`, 'wait');
}

function expired(run: Reasoned): RunReason {
  const length = run.createdAt !== null && run.expiresAt !== null ? run.expiresAt - run.createdAt : 0;
  if (length <= 0) return plain('expired', 'idle');
  return plain(run.requiredAction ? `no outputs in ${roughly(length)}` : `expired after ${roughly(length)}`, 'idle');
}

/** A length in one unit, rounded up, so that something due never reads as due in 0. */
function roughly(ms: number): string {
  if (ms <= 59_000) return `${Math.ceil(ms / 1000)}${THIN}s`;
  if (ms <= 90 * 60_000) return `${Math.ceil(ms / 60_000)}\u00a0min`;
  if (ms <= 48 * 3_600_000) return `${Math.ceil(ms / 3_600_000)}${THIN}h`;
  return `${Math.ceil(ms / 86_400_000)}\u00a0days`;
}

function word(text: string, tone: RunReason['tone'], detail: string | null): RunReason {
  return { text, tone, code: true, detail };
}

function plain(text: string, tone: RunReason['tone']): RunReason {
  return { text, tone, code: false, detail: null };
}
