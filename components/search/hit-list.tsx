import Link from 'next/link';
import type { SearchHit } from '#lib/domain/search-hit.ts';
import { Untrusted } from '../ui/bidi.tsx';
import { formatCount } from '../ui/format.ts';

/** The places of one run, thread or message. */
export function HitList({ hits }: { hits: readonly SearchHit[] }) {
  return (
    <ul>
      {hits.map((hit) => (
        <li key={`${hit.href} ${hit.place}`}>
          <HitLink hit={hit} />
        </li>
      ))}
    </ul>
  );
}

/** One place: where it is, and the words as they stand there. */
function HitLink({ hit }: { hit: SearchHit }) {
  const where = [
    hit.stepNumber === null ? null : `Step ${formatCount(hit.stepNumber)}`,
    hit.place,
    hit.line === null ? null : `line ${formatCount(hit.line)}`,
  ].filter((word) => word !== null);
  return (
    <Link
      data-hit
      href={hit.href}
      prefetch={false}
      className="grid min-h-7 grid-cols-[190px_minmax(0,1fr)] items-baseline gap-3 py-[3px] pr-gutter pl-[calc(var(--spacing-gutter)+26px)] text-meta hover:bg-hover focus-visible:rounded-none focus-visible:bg-accent-soft focus-visible:-outline-offset-2 max-desk:grid-cols-1 max-desk:gap-0 pointer-coarse:py-2"
    >
      <span className="truncate text-ink-2">{where.join(', ')}</span>
      <span className="min-w-0 font-mono tracking-[-0.02em] wrap-anywhere">
        {hit.snippet.map((part, i) =>
          part.marked ? (
            <mark key={i} className="rounded-[2px] bg-mark text-ink">
              <Untrusted text={part.text} />
            </mark>
          ) : (
            <Untrusted key={i} text={part.text} />
          ),
        )}
      </span>
    </Link>
  );
}
