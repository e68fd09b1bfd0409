'use client';

import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { createPortal } from 'react-dom';

/** Between the pointer and the card, and between the card and the edges of the window (pixels). */
const BESIDE = 14;
const EDGE = 8;

/** A card beside a point of the window, kept inside of it. For the eye only: what it says must stand elsewhere too. */
export function PointerCard({ x, y, children }: { x: number; y: number; children: ReactNode }) {
  const card = useRef<HTMLDivElement>(null);
  // Outside React: the size that the card has taken, and that of the window.
  useLayoutEffect(() => {
    const element = card.current;
    if (!element) return;
    const { offsetWidth: width, offsetHeight: height } = element;
    const left = Math.max(EDGE, Math.min(x + BESIDE, window.innerWidth - width - EDGE));
    const below = y + BESIDE + height + EDGE <= window.innerHeight;
    element.style.transform = `translate(${left}px, ${below ? y + BESIDE : Math.max(EDGE, y - BESIDE - height)}px)`;
  }, [x, y]);
  return createPortal(
    <div
      ref={card}
      aria-hidden
      className="pointer-events-none fixed top-0 left-0 z-50 w-[252px] rounded-card bg-raised px-3 py-2.5 text-ink shadow-pop"
    >
      {children}
    </div>,
    document.body,
  );
}

/** What a card says of a row: its title, an id or name below it, and facts. */
export function RowFacts({
  title,
  beside,
  mono,
  subject,
  facts,
}: {
  title: ReactNode;
  beside: string;
  mono: ReactNode;
  /** What it is about, in words. */
  subject?: ReactNode;
  facts: readonly [label: string, value: string][];
}) {
  return (
    <div className="grid gap-[3px] text-meta leading-[18px]">
      <span className="truncate">
        <b className="font-medium">{title}</b> <span className="text-ink-2">{beside}</span>
      </span>
      {mono ? <span className="truncate font-mono tracking-[-0.02em] text-ink-2">{mono}</span> : null}
      {subject ? <span className="line-clamp-2 text-ink-2">{subject}</span> : null}
      <dl className="mt-1 grid grid-cols-[auto_1fr] gap-x-3.5">
        {facts.map(([label, value]) => (
          <div key={label} className="contents">
            <dt className="text-ink-2">{label}</dt>
            <dd className="text-right">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
