import type { ReactNode } from 'react';

/** Title of a settings page, what it is for, and what can be done at its right. */
export function SettingsHead({ title, about, actions }: { title: string; about?: ReactNode; actions?: ReactNode }) {
  return (
    <div className="grid gap-1">
      <div className="flex min-h-control flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="min-w-0 flex-1 text-title font-semibold tracking-[-0.02em]">{title}</h1>
        {actions}
      </div>
      {about ? <p className="max-w-[76ch] text-ink-2">{about}</p> : null}
    </div>
  );
}

/** A framed part of a settings page. */
export function Card({ label, children }: { label?: string; children: ReactNode }) {
  const name = label === undefined ? {} : { role: 'group', 'aria-label': label };
  return (
    <div {...name} className="min-w-0 overflow-hidden rounded-card border border-line bg-panel">
      {children}
    </div>
  );
}
