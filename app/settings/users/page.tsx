import type { Metadata } from 'next';
import { UsersScreen } from '#components/settings/users-screen.tsx';
import { requirePage } from '#lib/server/auth/require-page.ts';

export const metadata: Metadata = { title: 'Users' };

/** Who may come in and who has. */
export default async function UsersPage() {
  await requirePage('admin');
  return <UsersScreen />;
}
