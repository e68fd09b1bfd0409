import type { Metadata } from 'next';
import { ImportScreen } from '#components/import/import-screen.tsx';

export const metadata: Metadata = { title: 'Import' };

/** Brings runs into the archive: files, folders, zips, or pasted JSON. */
export default function ImportPage() {
  return <ImportScreen />;
}
