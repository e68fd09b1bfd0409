'use client';

import { useSearchParams } from 'next/navigation';
import { lazy, type ReactNode, Suspense, useMemo } from 'react';
import { parseFoundWords } from '#lib/contract/found-words-params.ts';
import { WantedWords } from '../ui/wanted-words.ts';

const WordsFinder = lazy(async () => ({ default: (await import('./words-finder.tsx')).WordsFinder }));

/** Leads the reader to the words that a search has found, as long as the address names them. */
export function FoundWordsProvider({ children }: { children: ReactNode }) {
  const query = useSearchParams().toString();
  const wanted = useMemo(() => parseFoundWords(new URLSearchParams(query)), [query]);
  return (
    <WantedWords value={wanted}>
      {children}
      {wanted ? (
        <Suspense>
          <WordsFinder key={query} {...wanted} />
        </Suspense>
      ) : null}
    </WantedWords>
  );
}
