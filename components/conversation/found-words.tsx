'use client';

import { useSearchParams } from 'next/navigation';
import { lazy, type ReactNode, Suspense, useMemo } from 'react';
import { parseFoundWords } from '#lib/contract/found-words-params.ts';
import { WantedWords } from '../ui/wanted-words.ts';

const WordsFinder = lazy(async () => ({ default: (await import('./words-finder.tsx')).WordsFinder }));

/** Leads the reader to the words that a search has found, as long as the address names them. */
export function FoundWordsProvider({ children }: { children: ReactNode }) {
  const query = useSearchParams().toString();
  const { words = '', near = '' } = parseFoundWords(new URLSearchParams(query)) ?? {};
  // The same words are looked for once, whatever else the address comes to say.
  const wanted = useMemo(() => (words === '' ? null : { words, near }), [words, near]);
  return (
    <WantedWords value={wanted}>
      {children}
      {wanted ? (
        <Suspense>
          <WordsFinder key={`${words} ${near}`} {...wanted} />
        </Suspense>
      ) : null}
    </WantedWords>
  );
}
