'use client';

import { use } from 'react';
import { classNames } from '../ui/class-names.ts';
import { Untrusted } from '../ui/bidi.tsx';
import { Recipient } from './audience.ts';
import { Glyph } from './glyph.tsx';
import { type StatusTone, statusLabel, statusTone } from './vocabulary.ts';

export { statusLabel } from './vocabulary.ts';

const INK: Record<StatusTone, string> = {
  ok: 'text-ok',
  fail: 'text-fail',
  wait: 'text-wait',
  live: 'text-live',
  idle: 'text-idle',
};

const SOFT: Record<StatusTone, string> = {
  ok: 'bg-ok-soft',
  fail: 'bg-fail-soft',
  wait: 'bg-wait-soft',
  live: 'bg-live-soft',
  idle: 'bg-idle-soft',
};

/** The silhouette of a status; its label is a tooltip, and there for screen readers unless what is around says it. */
export function StatusGlyph({
  status,
  size = 16,
  silent = false,
}: {
  status: string;
  size?: number;
  silent?: boolean;
}) {
  const label = statusLabel(status, use(Recipient));
  return (
    <span className={classNames('inline-flex shrink-0 align-middle', INK[statusTone(status)])} title={label}>
      <Glyph status={status} size={size} />
      {silent ? null : <span className="sr-only">{label}</span>}
    </span>
  );
}

/** A status with its label. A word that is not in the vocabulary stands as it came, in mono. */
export function StatusBadge({ status }: { status: string }) {
  const tone = statusTone(status);
  const label = statusLabel(status, use(Recipient));
  return (
    <span
      className={classNames(
        'inline-flex h-[22px] max-w-full items-center gap-[5px] rounded-chip pr-2 pl-1.5 text-meta font-medium whitespace-nowrap',
        label === status ? 'min-w-0' : 'shrink-0',
        INK[tone],
        SOFT[tone],
      )}
    >
      <Glyph status={status} size={14} />
      {label === status ? (
        <span className="truncate font-mono tracking-[-0.02em]" title={status}>
          <Untrusted text={status} />
        </span>
      ) : (
        label
      )}
    </span>
  );
}
