import type { Theme } from '#lib/client/theme.ts';
import { PlainBrand } from './brand.tsx';
import { ThemeButton } from './theme-button.tsx';

/**
 * The bar over a shared run: nothing in it leads anywhere, finds anything or belongs to an account. What may be done is said
 * only where there is a run.
 */
export function SharedBar({ theme }: { theme: Theme }) {
  return (
    <header className="relative z-30 flex h-topbar min-w-0 flex-none items-center gap-3.5 border-b border-line bg-panel pr-3 pl-gutter max-desk:pr-gutter">
      <PlainBrand />
      <p className="ml-auto min-w-0 truncate text-meta text-ink-2 max-desk:hidden [html:not(:has([data-steps]))_&]:invisible">
        You can read this trace. You cannot change or re-run anything.
      </p>
      <span className="flex-none pointer-coarse:-mr-3 max-desk:ml-auto">
        <ThemeButton initial={theme} />
      </span>
    </header>
  );
}
