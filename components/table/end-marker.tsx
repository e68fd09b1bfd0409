'use client';

import { useEffect, useRef } from 'react';

/** Stands after the last row; calls `onNear` when less than two windows are left until there. */
export function EndMarker({ onNear }: { onNear: () => void }) {
  const marker = useRef<HTMLDivElement>(null);
  // Outside React: where the reader has scrolled to.
  useEffect(() => {
    if (!marker.current) return;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) onNear();
    });
    observer.observe(marker.current);
    return () => observer.disconnect();
  }, [onNear]);
  return (
    <div className="relative h-px">
      <div ref={marker} aria-hidden className="pointer-events-none absolute bottom-0 h-[200dvh] w-px" />
    </div>
  );
}
