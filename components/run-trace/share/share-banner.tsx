'use client';

import { Lock } from 'lucide';
import type { RedactionSummary } from '#lib/domain/redaction.ts';
import type { SnapshotFacts } from '#lib/domain/share.ts';
import { Icon } from '../../ui/icon.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { CLASS_NAMES } from './share-words.ts';
import { LeftText } from './left-text.tsx';

/** What a recipient looks at, until when it can be read, what was taken out of it, and when it was taken. */
export function ShareBanner({ snapshot: { expiresAt, takenAt, redaction } }: { snapshot: SnapshotFacts }) {
  return (
    <div
      role="note"
      className="flex min-h-10 flex-none items-center gap-2.5 border-b border-line bg-inset px-gutter py-1.5 text-ink-2 max-desk:items-start max-desk:py-[9px] max-desk:text-[0.8125rem]/[1.125rem]"
    >
      <Icon of={Lock} size={14} className="flex-none max-desk:mt-0.5" />
      <p className="min-w-0">
        <b className="font-medium text-ink">Shared snapshot</b>, <LeftText until={expiresAt} />,{' '}
        {redactedWords(redaction)}.{' '}
        <span className="max-desk:hidden">
          Taken <TimeText at={takenAt} mode="full" />.
        </span>
      </p>
    </div>
  );
}

const PERSONAL = ['emails', 'phones', 'cards', 'ips'] as const;

/** What was taken out, in a few words that reveal nothing: `personal data and keys redacted, logs left out`. */
export function redactedWords({ counts, classes, tooDeep }: RedactionSummary): string {
  const some = (...reasons: (keyof typeof counts)[]) => reasons.some((reason) => (counts[reason] ?? 0) > 0);
  const replaced = [
    some(...PERSONAL) ? 'personal data' : '',
    some('keys', 'secret') ? 'keys' : '',
    some('file_names') ? 'file names' : '',
    some('pattern', 'spot') ? 'chosen words' : '',
  ].filter(Boolean);
  const left = classes.map((name) => CLASS_NAMES[name].toLowerCase());
  const words = [
    replaced.length > 0 ? `${listed(replaced)} redacted` : '',
    left.length > 0 ? `${listed(left)} left out` : '',
    tooDeep ? 'parts that nest deeper than 200 levels left out' : '',
  ].filter(Boolean);
  return words.join(', ') || 'nothing redacted';
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
