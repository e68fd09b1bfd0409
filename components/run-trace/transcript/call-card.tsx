'use client';

import { ChevronDown, ChevronRight, type IconNode } from 'lucide';
import { type ReactNode, useId } from 'react';
import { Untrusted } from '../../ui/bidi.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/icon.tsx';

/** What a folded card says. */
export interface CardLine {
  icon: IconNode;
  /** The tool's real name. */
  name: string;
  subject: string;
  result: string;
}

const LOOKS = {
  plain: 'border-line bg-panel hover:border-line-strong hover:bg-hover',
  bad: 'border-[color-mix(in_oklab,var(--color-fail)_45%,var(--color-line))] bg-fail-soft',
  selected: 'border-accent-line bg-accent-soft',
};

/** A tool call on one line of a fixed height; what it holds opens below it, in place. */
export function CallCard({
  line,
  look,
  open,
  onToggle,
  children,
}: {
  line: CardLine;
  look: keyof typeof LOOKS;
  open: boolean;
  onToggle: () => void;
  /** Drawn only while the card is open. */
  children: ReactNode;
}) {
  const body = useId();
  return (
    <div className="min-w-0">
      <button
        type="button"
        aria-expanded={open}
        aria-controls={open ? body : undefined}
        onClick={onToggle}
        className={classNames(
          'grid h-[34px] w-full cursor-pointer grid-cols-[16px_auto_minmax(0,1fr)_auto_12px] items-center gap-2 border px-[11px] text-left text-meta max-desk:h-11',
          open ? 'rounded-t-card' : 'rounded-card',
          LOOKS[look],
        )}
      >
        <Icon of={line.icon} className="text-ink-2" />
        <span className="max-w-[min(260px,42vw)] truncate font-mono font-medium tracking-[-0.02em]">
          <Untrusted text={line.name} />
        </span>
        <span className="truncate text-ink-2">
          <Untrusted text={line.subject} />
        </span>
        <span className="max-w-[40vw] truncate whitespace-nowrap text-ink-2">{line.result}</span>
        <Icon of={open ? ChevronDown : ChevronRight} size={12} className="text-ink-3" />
      </button>
      {open ? (
        <div
          id={body}
          className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3.5 overflow-hidden rounded-b-card border border-t-0 border-line p-3.5"
        >
          {children}
        </div>
      ) : null}
    </div>
  );
}
