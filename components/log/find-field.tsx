'use client';

import { ChevronDown, ChevronUp, Search } from 'lucide';
import { classNames } from '../ui/class-names.ts';
import { findField } from '../ui/find-fields.ts';
import { formatCount } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { useSaid } from '../ui/use-said.ts';
import type { Find } from './use-find.ts';

/** Longer words cannot be looked for on the server. */
const MOST_WORDS = 200;

/** A small search field with `3 of 1,204`; Enter goes to the next hit, Shift and Enter to the one before, Escape clears. */
export function FindField({
  label,
  find,
  partial,
}: {
  label: string;
  find: Find;
  /** Only the beginning of the text was searched. */
  partial: boolean;
}) {
  const { words, at, count, step, setWords, state } = find;
  const stuck = !count && state !== 'failed';
  const shown =
    words === ''
      ? ''
      : state === 'failed'
        ? 'no answer'
        : count === null || (at > 0 && at >= count)
          ? '…'
          : count === 0
            ? partial
              ? 'none yet'
              : 'none'
            : `${formatCount(at + 1)} of ${formatCount(count)}${partial ? '+' : ''}`;
  useSaid(shown === '…' ? '' : shown, 'find');
  return (
    <span className="inline-flex h-6 max-w-60 min-w-0 flex-initial items-center gap-1.5 rounded-chip border border-line-strong bg-panel pl-[7px] font-normal outline-offset-1 outline-accent has-[input:focus-visible]:outline-2">
      <Icon of={Search} size={14} className="text-ink-3 @max-[22rem]:hidden" />
      <input
        ref={findField}
        type="search"
        aria-label={label}
        placeholder="Find"
        value={words}
        maxLength={MOST_WORDS}
        onChange={(event) => setWords(event.target.value)}
        onBlur={find.settle}
        onKeyDown={(event) => {
          if (event.key === 'Enter') step(event.shiftKey ? -1 : 1);
          else if (event.key === 'Escape' && words !== '') setWords('');
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
        className="h-full w-12 min-w-5 shrink-[9999] bg-transparent wide:w-20 text-meta text-ink outline-none placeholder:text-ink-3"
      />
      <span
        data-hits
        title={shown || undefined}
        className={classNames('min-w-0 truncate', state === 'looking' ? 'text-ink-3' : 'text-ink-2')}
      >
        {shown}
      </span>
      <StepButton label="Previous hit" icon={ChevronUp} disabled={stuck} onClick={() => step(-1)} />
      <StepButton label="Next hit" icon={ChevronDown} disabled={stuck} onClick={() => step(1)} />
    </span>
  );
}

function StepButton({
  label,
  icon,
  disabled,
  onClick,
}: {
  label: string;
  icon: typeof ChevronUp;
  disabled: boolean;
  onClick: () => void;
}) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={onClick}
      className="inline-grid size-6 shrink-0 cursor-pointer place-items-center rounded-chip text-ink-2 enabled:hover:bg-hover disabled:cursor-default disabled:text-ink-3 not-first:-ml-1"
    >
      <Icon of={icon} size={14} />
    </button>
  );
}
