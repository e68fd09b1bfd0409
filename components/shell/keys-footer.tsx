import type { ReactNode } from 'react';
import { Kbd } from '../ui/kbd.tsx';

/** The keys that work on this page, and at the right `children` (a legend). Not on phones. */
export function KeysFooter({ keys, children }: { keys: { keys: string[]; does: string }[]; children?: ReactNode }) {
  return (
    <footer className="flex h-7 flex-none items-center gap-4 overflow-hidden border-t border-line bg-panel px-gutter text-micro whitespace-nowrap text-ink-3 max-desk:hidden">
      {keys.map((each) => (
        <span key={each.does} className="inline-flex items-center gap-[5px]">
          {each.keys.map((key) => (
            <Kbd key={key}>{key}</Kbd>
          ))}
          {each.does}
        </span>
      ))}
      {children ? <span className="ml-auto inline-flex items-center gap-3">{children}</span> : null}
    </footer>
  );
}
