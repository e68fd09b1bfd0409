import type { Metadata } from 'next';
import { Suspense } from 'react';
import { AuditScreen } from '#components/settings/audit-screen.tsx';
import { requirePage } from '#lib/server/auth/require-page.ts';
import { installationSettings } from '#lib/server/sources/source-settings.ts';

export const metadata: Metadata = { title: 'Audit trail' };

/** Who did what. The browser asks for the entries. */
export default async function AuditPage() {
  await requirePage('admin');
  return (
    <Suspense>
      <AuditScreen days={installationSettings().auditDays} />
    </Suspense>
  );
}
