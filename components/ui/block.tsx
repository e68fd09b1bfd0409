import type { ReactNode } from 'react';

/** A framed part of a pane: a line with title, note and actions over its content. */
export function Block({
  title,
  note,
  actions,
  oneLine = false,
  children,
}: {
  title: string;
  note?: ReactNode;
  actions?: ReactNode;
  /** The line stays one: what can be narrower in it becomes so. Its parts can ask for the room that it has. */
  oneLine?: boolean;
  children: ReactNode;
}) {
  return (
    <div
      role="group"
      aria-label={title}
      data-block
      className="min-w-0 overflow-hidden rounded-card border border-line bg-panel"
    >
      <div
        className={`flex min-h-8 items-center gap-x-2 border-b border-line py-[3px] pr-1.5 pl-[11px] text-meta font-medium ${oneLine ? '@container' : 'flex-wrap'}`}
      >
        <h3 className="font-medium whitespace-nowrap">{title}</h3>
        <span className="min-w-0 flex-1 truncate font-normal text-ink-3">{note}</span>
        {actions}
      </div>
      {children}
    </div>
  );
}
