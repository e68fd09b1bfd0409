'use client';

import Link from 'next/link';
import { usePathname, useRouter } from 'next/navigation';
import type { ReactNode } from 'react';
import { leavePage } from '#lib/client/leaving.ts';
import { type SettingsPage, settingsRoute } from '#lib/contract/settings-routes.ts';
import { useCommands } from '../commands/commands.tsx';
import { KeysFooter } from '../shell/keys-footer.tsx';
import { MAIN_ID } from '../shell/skip-link.tsx';

const NAMES: Record<SettingsPage, string> = {
  sources: 'Sources',
  tokens: 'Access tokens',
  shares: 'Share links',
  account: 'Your account',
  users: 'Users',
  audit: 'Audit trail',
};

/** The settings: their list at the side, above on a phone, and the one in view. `pages` are those that the reader may open. */
export function SettingsFrame({ pages, children }: { pages: readonly SettingsPage[]; children: ReactNode }) {
  const pathname = usePathname();
  const router = useRouter();
  useCommands(
    pages.map((page) => ({
      id: `settings-${page}`,
      keys: [],
      does: `Settings: ${NAMES[page]}`,
      group: 'This list' as const,
      run: () => {
        leavePage();
        router.push(settingsRoute(page));
      },
    })),
  );
  return (
    <div className="grid min-h-0 grid-rows-[minmax(0,1fr)_auto]">
      <div className="min-h-0 overflow-auto">
        <div className="mx-auto grid w-full max-w-[1180px] gap-x-8 px-gutter py-4 desk:grid-cols-[168px_minmax(0,1fr)] max-desk:grid-cols-[minmax(0,1fr)]">
          <nav
            aria-label="Settings"
            className="-mx-1 flex gap-0.5 self-start desk:sticky desk:top-4 desk:flex-col max-desk:mb-3 max-desk:flex-wrap"
          >
            {pages.map((page) => (
              <Link
                key={page}
                href={settingsRoute(page)}
                prefetch={false}
                aria-current={pathname === settingsRoute(page) ? 'page' : undefined}
                className="inline-flex items-center rounded-control px-2 py-1 font-medium whitespace-nowrap text-ink-2 hover:bg-hover hover:text-ink aria-[current]:bg-hover aria-[current]:text-ink pointer-coarse:min-h-11 pointer-coarse:px-3"
              >
                {NAMES[page]}
              </Link>
            ))}
          </nav>
          <main id={MAIN_ID} tabIndex={-1} className="grid min-w-0 content-start gap-4 outline-none">
            {children}
          </main>
        </div>
      </div>
      <KeysFooter />
    </div>
  );
}
