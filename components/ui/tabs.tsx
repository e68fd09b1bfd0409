'use client';

import type { KeyboardEvent, ReactNode } from 'react';
import { useId, useRef } from 'react';
import { classNames } from './class-names.ts';

/** Tabs over one panel, which holds `children`. Arrow keys, Home and End move and select. */
export function Tabs({
  label,
  tabs,
  value,
  onChange,
  children,
}: {
  label: string;
  /** `count` stands beside the label. */
  tabs: { id: string; label: string; count?: string | null }[];
  value: string;
  onChange: (id: string) => void;
  children: ReactNode;
}) {
  const base = useId();
  const list = useRef<HTMLDivElement>(null);
  const selected = Math.max(
    0,
    tabs.findIndex((tab) => tab.id === value),
  );
  const move = (event: KeyboardEvent) => {
    const to = targetOf(event.key, selected, tabs.length);
    const tab = to === null ? undefined : tabs[to];
    if (to === null || !tab) return;
    event.preventDefault();
    onChange(tab.id);
    list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[to]?.focus();
  };
  return (
    <>
      <div
        ref={list}
        role="tablist"
        aria-label={label}
        onKeyDown={move}
        className="flex h-[34px] flex-none items-stretch gap-[18px] border-b border-line font-medium text-ink-2"
      >
        {tabs.map((tab, i) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            id={`${base}${tab.id}`}
            aria-selected={i === selected}
            aria-controls={`${base}panel`}
            tabIndex={i === selected ? 0 : -1}
            onClick={() => onChange(tab.id)}
            className={classNames(
              '-mb-px flex min-w-6 flex-none cursor-pointer items-center gap-1.5 border-b-2 whitespace-nowrap hover:text-ink',
              i === selected ? 'border-accent text-ink' : 'border-transparent',
            )}
          >
            {tab.label} {tab.count ? <span className="text-micro font-normal text-ink-3">{tab.count}</span> : null}
          </button>
        ))}
      </div>
      <div
        role="tabpanel"
        id={`${base}panel`}
        aria-labelledby={`${base}${tabs[selected]?.id ?? ''}`}
        className="min-h-0 min-w-0"
      >
        {children}
      </div>
    </>
  );
}

function targetOf(key: string, at: number, count: number): number | null {
  if (count === 0) return null;
  if (key === 'ArrowRight') return (at + 1) % count;
  if (key === 'ArrowLeft') return (at + count - 1) % count;
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : null;
}
