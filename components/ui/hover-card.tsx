'use client';

import {
  type FocusEvent,
  type PointerEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import { createPortal } from 'react-dom';

/** Time for which the pointer must rest, so that nothing flashes as it passes by (milliseconds). */
const AFTER = 150;
const WIDTH = 320;
const EDGE = 8;

/** The element that is pointed at, and whether its card is shown yet. */
type Pointed = { owner: HTMLElement; shown: boolean } | null;

/** A card's state, for `HoverCard`, with what the element it belongs to must be given. */
export interface HoverCardState {
  id: string;
  pointed: Pointed;
  hide: () => void;
  handlers: {
    onPointerEnter: (event: PointerEvent<HTMLElement>) => void;
    onPointerLeave: () => void;
    onFocus: (event: FocusEvent<HTMLElement>) => void;
    onBlur: () => void;
  };
}

/** When a card is shown: while the pointer rests on an element or it has the focus. */
export function useHoverCard(): HoverCardState {
  const id = useId();
  const [pointed, setPointed] = useState<Pointed>(null);
  const hide = useCallback(() => setPointed(null), []);
  // Outside React: the clock.
  useEffect(() => {
    if (!pointed || pointed.shown) return undefined;
    const timer = setTimeout(() => setPointed({ ...pointed, shown: true }), AFTER);
    return () => clearTimeout(timer);
  }, [pointed]);
  const handlers: HoverCardState['handlers'] = {
    onPointerEnter: (event) => {
      if (event.pointerType !== 'touch') setPointed({ owner: event.currentTarget, shown: false });
    },
    onPointerLeave: hide,
    onFocus: (event) => {
      if (event.currentTarget.matches(':focus-visible')) setPointed({ owner: event.currentTarget, shown: true });
    },
    onBlur: hide,
  };
  return { id, pointed, hide, handlers };
}

/**
 * A small card that says more of an element; Escape and scrolling hide it. It holds nothing to click on and floats above
 * everything, so that no box around the element cuts it.
 */
export function HoverCard({ of: { id, pointed, hide }, children }: { of: HoverCardState; children: ReactNode }) {
  if (!pointed?.shown) return null;
  return createPortal(
    <Card id={id} owner={pointed.owner} onHide={hide}>
      {children}
    </Card>,
    document.body,
  );
}

function Card({
  id,
  owner,
  onHide,
  children,
}: {
  id: string;
  owner: HTMLElement;
  onHide: () => void;
  children: ReactNode;
}) {
  const box = useRef<HTMLDivElement>(null);
  // Outside React: the browser's top layer, the place of the owner on the screen, and what makes that place wrong.
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    element.showPopover?.();
    place(element, owner.getBoundingClientRect());
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      onHide();
    };
    window.addEventListener('keydown', onKey, true);
    window.addEventListener('scroll', onHide, true);
    return () => {
      window.removeEventListener('keydown', onKey, true);
      window.removeEventListener('scroll', onHide, true);
    };
  }, [onHide, owner]);
  return (
    <div
      ref={box}
      id={id}
      role="tooltip"
      popover="manual"
      className="pointer-events-none fixed inset-auto m-0 w-[min(320px,calc(100vw-16px))] rounded-card bg-raised px-3 py-2.5 text-ink shadow-pop"
    >
      {children}
    </div>
  );
}

/** Below the owner where there is room, else above it; never beyond the edges. */
function place(element: HTMLElement, owner: DOMRect): void {
  const { height } = element.getBoundingClientRect();
  const below = owner.bottom + 6 + height <= window.innerHeight - EDGE;
  const left = Math.min(Math.max(EDGE, owner.left - 12), Math.max(EDGE, window.innerWidth - WIDTH - EDGE));
  element.style.left = `${left}px`;
  element.style.top = `${below ? owner.bottom + 6 : Math.max(EDGE, owner.top - 6 - height)}px`;
}
