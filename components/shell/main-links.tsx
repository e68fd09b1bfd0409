'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { MouseEvent } from 'react';
import { routes } from '#lib/contract/routes.ts';
import { settingsRoute } from '#lib/contract/settings-routes.ts';

const PAGES = [
  { href: routes.runs(), label: 'Runs' },
  { href: routes.failures(), label: 'Failures' },
  { href: routes.search(), label: 'Search' },
  { href: routes.import(), label: 'Import' },
  // Wide bars have a button for it.
  { href: settingsRoute(), label: 'Settings' },
];

/** Links to the pages of the product. A page is current while it or anything below it is shown. */
export function MainLinks() {
  const pathname = usePathname();
  return PAGES.map(({ href, label }) => (
    <Link
      key={href}
      href={href}
      prefetch={false}
      aria-current={currentOf(pathname, href)}
      onClick={closeMenu}
      className="flex items-center rounded-control px-[9px] py-1 font-medium text-ink-2 hover:bg-hover hover:text-ink aria-[current]:bg-hover aria-[current]:text-ink max-desk:h-11 max-desk:aria-[current]:bg-accent-soft desk:last:hidden"
    >
      {label}
    </Link>
  ));
}

/** Links that load no whole page leave the menu open; where it is none, nothing happens. */
function closeMenu(event: MouseEvent<HTMLElement>): void {
  event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover();
}

function currentOf(pathname: string, href: string): 'page' | 'true' | undefined {
  if (pathname === href) return 'page';
  return pathname.startsWith(`${href}/`) ? 'true' : undefined;
}
