'use client';

import { classNames } from './class-names.ts';

/** A choice of few: one of the options is on. */
export function Segmented<T extends string>({
  label,
  options,
  value,
  onChange,
}: {
  label: string;
  options: { id: T; label: string }[];
  value: T;
  onChange: (id: T) => void;
}) {
  return (
    <div
      role="group"
      aria-label={label}
      className="inline-flex h-6 rounded-control border border-line-strong bg-inset p-px"
    >
      {options.map((option) => (
        <button
          key={option.id}
          type="button"
          aria-pressed={option.id === value}
          onClick={() => onChange(option.id)}
          className={classNames(
            'inline-flex min-w-6 cursor-pointer items-center rounded-chip px-2 text-meta font-medium',
            option.id === value ? 'bg-raised text-ink shadow-knob' : 'text-ink-2 hover:text-ink',
          )}
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}
