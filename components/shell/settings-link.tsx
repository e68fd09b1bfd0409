import Link from 'next/link';
import { settingsRoute } from '#lib/contract/settings-routes.ts';

/** Leads to the settings, in the bar of every page; on phones the menu does. Its icon is drawn here, so that no script is loaded for it. */
export function SettingsLink() {
  return (
    <Link
      href={settingsRoute()}
      prefetch={false}
      aria-label="Settings"
      title="Settings"
      className="inline-flex size-control flex-none items-center justify-center rounded-control text-ink-2 hover:bg-hover hover:text-ink pointer-coarse:size-11 max-desk:hidden"
    >
      <svg
        viewBox="0 0 24 24"
        width={16}
        height={16}
        fill="none"
        stroke="currentColor"
        strokeWidth={2.25}
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden
        focusable={false}
      >
        <path d="M10 5H3M12 19H3M14 3v4M16 17v4M21 12h-9M21 19h-5M21 5h-7M8 10v4M8 12H3" />
      </svg>
    </Link>
  );
}
