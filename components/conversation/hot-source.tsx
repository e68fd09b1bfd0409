'use client';

import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';

/** The source whose chip or line is pointed at; shared by the chips of a text and the list below it. */
const HotSource = createContext<{ hot: number | null; point: (source: number | null) => void }>({
  hot: null,
  point: () => {},
});

/** Holds a text with its chips and its sources. */
export function HotSourceProvider({ className, children }: { className: string; children: ReactNode }) {
  const [hot, point] = useState<number | null>(null);
  const value = useMemo(() => ({ hot, point }), [hot]);
  return (
    <HotSource value={value}>
      <div className={className}>{children}</div>
    </HotSource>
  );
}

/** Whether this source is pointed at somewhere, and the handlers by which an element says so. */
export function useHotSource(source: number) {
  const { hot, point } = useContext(HotSource);
  const on = () => point(source);
  const off = () => point(null);
  return {
    isHot: hot === source,
    handlers: { onPointerEnter: on, onPointerLeave: off, onFocus: on, onBlur: off },
  };
}
