import { redirect } from 'next/navigation';
import { settingsRoute } from '#lib/contract/settings-routes.ts';
import { requirePage } from '#lib/server/auth/require-page.ts';

/** The sources stand among the settings. */
export default async function SourcesPage(): Promise<never> {
  await requirePage('viewer');
  redirect(settingsRoute('sources'));
}
