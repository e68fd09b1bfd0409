import Link from 'next/link';
import { settingsRoute } from '#lib/contract/settings-routes.ts';
import { BarIcon } from './bar-icon.tsx';

/** Leads to the settings, in the bar of every page; on phones the menu does. */
export function SettingsLink() {
  return (
    <Link
      href={settingsRoute()}
      prefetch={false}
      aria-label="Settings"
      title="Settings"
      className="inline-flex size-control flex-none items-center justify-center rounded-control text-ink-2 hover:bg-hover hover:text-ink pointer-coarse:size-11 max-desk:hidden"
    >
      <BarIcon path="M10 5H3M12 19H3M14 3v4M16 17v4M21 12h-9M21 19h-5M21 5h-7M8 10v4M8 12H3" />
    </Link>
  );
}
