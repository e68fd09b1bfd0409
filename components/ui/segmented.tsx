'use client';

import { classNames } from './class-names.ts';

/** A choice of few: one of the options is on. */
export function Segmented<T extends string>({
  label,
  options,
  value,
  onChange,
  size = 'sm',
}: {
  label: string;
  options: { id: T; label: string }[];
  value: T;
  onChange: (id: T) => void;
  /** 24 or 28 px high. */
  size?: 'sm' | 'md';
}) {
  return (
    <div
      role="group"
      aria-label={label}
      className={classNames(
        'inline-flex rounded-control border border-line-strong bg-inset p-px',
        size === 'sm' ? 'h-6 text-meta' : 'h-control text-ui',
      )}
    >
      {options.map((option) => (
        <button
          key={option.id}
          type="button"
          aria-pressed={option.id === value}
          onClick={() => onChange(option.id)}
          className={classNames(
            'tap inline-flex min-w-6 cursor-pointer items-center rounded-chip font-medium',
            size === 'sm' ? 'px-2' : 'px-2.5',
            option.id === value ? 'bg-raised text-ink shadow-knob' : 'text-ink-2 hover:text-ink',
          )}
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}
