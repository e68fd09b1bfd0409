import type { Metadata } from 'next';
import { Suspense } from 'react';
import { SearchScreen } from '#components/search/search-screen.tsx';
import { requirePage } from '#lib/server/auth/require-page.ts';

export const metadata: Metadata = { title: 'Search' };

/** Words in the texts of all archived runs. The browser asks for the hits. */
export default async function SearchPage() {
  await requirePage('viewer');
  return (
    <Suspense>
      <SearchScreen />
    </Suspense>
  );
}
