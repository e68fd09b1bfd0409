import type { Metadata } from 'next';
import { TokensScreen } from '#components/settings/tokens-screen.tsx';
import { requirePage } from '#lib/server/auth/require-page.ts';

export const metadata: Metadata = { title: 'Access tokens' };

/** Tokens for scripts and SDK clients: one's own, for admins everybody's. */
export default async function TokensPage() {
  const { role } = await requirePage('viewer');
  return <TokensScreen own={role} />;
}
