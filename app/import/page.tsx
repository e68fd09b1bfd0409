import type { Metadata } from 'next';
import { ImportScreen } from '#components/import/import-screen.tsx';
import { requirePage } from '#lib/server/auth/require-page.ts';

export const metadata: Metadata = { title: 'Import' };

/** Brings runs into the archive: files, folders, zips, or pasted JSON. */
export default async function ImportPage() {
  await requirePage('sharer');
  return <ImportScreen />;
}
