'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { routes } from '#lib/contract/routes.ts';

const PAGES = [
  { href: routes.runs(), label: 'Runs' },
  { href: routes.failures(), label: 'Failures' },
  { href: routes.search(), label: 'Search' },
  { href: routes.import(), label: 'Import' },
];

/** The pages of the product. A page is current while it or anything below it is shown. */
export function MainNav() {
  const pathname = usePathname();
  return (
    <nav aria-label="Main" className="flex flex-none gap-0.5 max-desk:hidden">
      {PAGES.map(({ href, label }) => (
        <Link
          key={href}
          href={href}
          prefetch={false}
          aria-current={currentOf(pathname, href)}
          className="rounded-control px-[9px] py-1 font-medium text-ink-2 hover:bg-hover hover:text-ink aria-[current]:bg-hover aria-[current]:text-ink"
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}

function currentOf(pathname: string, href: string): 'page' | 'true' | undefined {
  if (pathname === href) return 'page';
  return pathname.startsWith(`${href}/`) ? 'true' : undefined;
}
