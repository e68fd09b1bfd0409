import type { Source } from './citations.ts';

/** The number of a source in running text; leads to its entry in the list below. */
export function CiteChip({ source, anchor }: { source: Source; anchor: string }) {
  return (
    <a
      href={`#${anchor}`}
      aria-label={`Source ${source.number}`}
      className="mx-px inline-grid h-4 min-w-4 place-items-center rounded-chip bg-accent-soft px-1 align-[2px] text-[10.5px] leading-none font-semibold text-accent shadow-[inset_0_0_0_1px_var(--color-accent-line)] hover:bg-accent hover:text-on-accent"
    >
      {source.number}
    </a>
  );
}
