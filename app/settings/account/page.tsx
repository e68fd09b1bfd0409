import type { Metadata } from 'next';
import { AccountScreen } from '#components/settings/account-screen.tsx';
import { requirePage } from '#lib/server/auth/require-page.ts';

export const metadata: Metadata = { title: 'Your account' };

/** Who the reader is here, and where they are signed in. A token opens no page for people to act on. */
export default async function AccountPage() {
  const { name, role, via } = await requirePage('viewer');
  return <AccountScreen name={name} own={role} via={via === 'token' ? 'none' : via} />;
}
