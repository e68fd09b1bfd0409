import type { ReactNode } from 'react';
import { SettingsFrame } from '#components/settings/settings-frame.tsx';
import { requirePage } from '#lib/server/auth/require-page.ts';
import { settingsPagesOf } from '#lib/server/auth/settings-pages.ts';

/** The list of settings beside the one in view. Each page asks by itself who may open it. */
export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const { role } = await requirePage('viewer');
  return <SettingsFrame pages={settingsPagesOf(role)}>{children}</SettingsFrame>;
}
