import type { Metadata } from 'next';
import { SharesScreen } from '#components/settings/shares-screen.tsx';
import { requirePage } from '#lib/server/auth/require-page.ts';

export const metadata: Metadata = { title: 'Share links' };

/** Share links: one's own, for admins everybody's. */
export default async function SharesPage() {
  const { role } = await requirePage('sharer');
  return <SharesScreen own={role} />;
}
