import { redirect } from 'next/navigation';
import { settingsRoute } from '#lib/contract/settings-routes.ts';
import { requirePage } from '#lib/server/auth/require-page.ts';

/** The settings begin with the sources. */
export default async function SettingsPage(): Promise<never> {
  await requirePage('viewer');
  redirect(settingsRoute('sources'));
}
