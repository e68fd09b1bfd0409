import type { ReactNode } from 'react';

/** A part of the aside under its heading. */
export function AsideSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="min-w-0">
      <h2 className="px-2 py-1 text-micro font-medium text-ink-3">{title}</h2>
      {children}
    </section>
  );
}
