import type { ReactNode } from 'react';

/** A key of the keyboard. */
export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-block h-[17px] min-w-[17px] rounded-chip border border-line-strong bg-panel px-1 text-center font-sans text-[10.5px] leading-4 font-medium text-ink-2">
      {children}
    </kbd>
  );
}
