import { MessageSquareText, User, type IconNode } from 'lucide';
import { isStepFailed } from '#lib/domain/step.ts';
import { runSpan } from '#lib/domain/run.ts';
import type { Milliseconds } from '#lib/domain/time.ts';
import { statusLabel } from '../../status/status.tsx';
import { formatCount } from '../../ui/format.ts';
import { stepIcon } from '../row-icon.ts';
import { spanText, titleOf, type TraceFacts } from '../trace-texts.ts';
import type { TranscriptEntry } from './transcript-entries.ts';

/** What outline, gutter and screen readers say of an entry. */
export interface EntryWords {
  title: string;
  /** Null for the end of a run, which shows its status. */
  icon: IconNode | null;
  /** When it began, counted from the run's creation; empty where that is not known. */
  at: string;
  failed: boolean;
}

/** The words of an entry; of one that is only a place where steps are being read as well. */
export function entryWords(entry: TranscriptEntry, facts: TraceFacts): EntryWords {
  switch (entry.kind) {
    case 'question':
      return { title: 'Question', icon: User, at: questionAt(entry.question, facts), failed: false };
    case 'step': {
      const { step } = entry;
      const { verb } = titleOf(step, facts.messages);
      return { title: verb, icon: stepIcon(step), at: offsetText(step.createdAt, facts), failed: isStepFailed(step) };
    }
    case 'message':
      return {
        title: 'Message',
        icon: MessageSquareText,
        at: offsetText(entry.message.createdAt, facts),
        failed: false,
      };
    case 'reading':
      return { title: 'Steps are being read', icon: null, at: '', failed: false };
    case 'end': {
      const { run } = facts;
      const end = runSpan(run)?.end ?? null;
      return {
        title: statusLabel(run.status, facts.recipient),
        icon: null,
        at: offsetText(end, facts),
        failed: run.status === 'failed',
      };
    }
  }
}

/** The name of an entry for screen readers: `Step 3, Run Python, ≈ 5 s`. */
export function entryName(entry: TranscriptEntry, facts: TraceFacts): string {
  const { title, at, failed } = entryWords(entry, facts);
  if (entry.kind === 'end') return [`Run ${title.toLowerCase()}`, at].filter(Boolean).join(', ');
  if (entry.kind !== 'step') return [title, at].filter(Boolean).join(', ');
  const number = entry.position === null ? 'Step' : `Step ${formatCount(entry.position)}`;
  return [number, title, failed ? 'failed' : '', at && `at ${at}`].filter(Boolean).join(', ');
}

/** An instant counted from the run's creation: `0`, `≈ 9 s`; what was before it is only called so. */
function offsetText(at: Milliseconds | null, { run }: TraceFacts): string {
  if (at === null || run.createdAt === null) return '';
  const offset = at - run.createdAt;
  if (offset < 0) return 'before';
  return offset === 0 ? '0' : spanText(run, offset);
}

function questionAt(question: Extract<TranscriptEntry, { kind: 'question' }>['question'], facts: TraceFacts): string {
  return question === 'pending' ? '' : offsetText(question.messages.at(-1)?.createdAt ?? null, facts);
}
