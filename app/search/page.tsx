import type { Metadata } from 'next';
import { Suspense } from 'react';
import { SearchScreen } from '#components/search/search-screen.tsx';

export const metadata: Metadata = { title: 'Search' };

/** Words in the texts of all archived runs. The browser asks for the hits. */
export default function SearchPage() {
  return (
    <Suspense>
      <SearchScreen />
    </Suspense>
  );
}
