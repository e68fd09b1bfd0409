import type { MouseEvent, ReactNode } from 'react';
import type { RowTarget } from '#lib/domain/step-tree.ts';

/** A link to a row of this run: selects it here, and opens it elsewhere when the reader asks for a new tab. */
export function RowLink({
  target,
  onSelect,
  title,
  className = 'underline decoration-line-strong decoration-1 underline-offset-4 hover:decoration-ink',
  children,
}: {
  target: RowTarget;
  onSelect: (target: RowTarget) => void;
  title?: string | undefined;
  className?: string;
  children: ReactNode;
}) {
  const query = new URLSearchParams({ step: target.step });
  if (target.call !== null) query.set('call', String(target.call));
  const select = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    onSelect(target);
  };
  return (
    <a href={`?${query}`} title={title} onClick={select} className={className}>
      {children}
    </a>
  );
}
