import { GeistMono } from 'geist/font/mono';
import { GeistSans } from 'geist/font/sans';
import type { Metadata } from 'next';
import { cookies, headers } from 'next/headers';
import type { ReactNode } from 'react';
import { ImportAnywhere } from '#components/shell/import-anywhere.tsx';
import { SharedBar } from '#components/shell/shared-bar.tsx';
import { SkipLink } from '#components/shell/skip-link.tsx';
import { TopBar } from '#components/shell/top-bar.tsx';
import { parseTheme, THEME_COOKIE } from '#lib/client/theme.ts';
import { identify } from '#lib/server/auth/identify.ts';
import { PAGE_HEADER } from '#lib/server/auth/page-header.ts';
import { publicOrigin } from '#lib/server/http/allowed-host.ts';
import { installationName } from '#lib/server/sources/installation-name.ts';
import './globals.css';
import { Providers } from './providers.tsx';

/** Pictures of link previews have whole addresses, those of links that are over as well. */
export async function generateMetadata(): Promise<Metadata> {
  return {
    metadataBase: new URL(publicOrigin() ?? `http://${(await headers()).get('host') ?? 'localhost'}`),
    title: { default: 'Runlens', template: '%s · Runlens' },
    description: 'See what an agent run did, where the time went and why it ended.',
    robots: { index: false, follow: false },
  };
}

/** What the paths of shared runs begin with. */
const SHARED = '/s/';

/** The frame of every page: one bar, and below it a page that fills the window and scrolls by itself. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = parseTheme((await cookies()).get(THEME_COOKIE)?.value);
  const sent = await headers();
  // A new whole page each time: no link leads from the one kind of pages to the other.
  const shared = sent.get(PAGE_HEADER)?.startsWith(SHARED) === true;
  const actor = shared ? null : await identify(sent).catch(() => null);
  return (
    <html
      lang="en"
      data-theme={theme === 'system' ? undefined : theme}
      className={`${GeistSans.variable} ${GeistMono.variable}`}
    >
      <body>
        <Providers>
          <SkipLink />
          <div className="grid h-dvh grid-cols-[minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)] overflow-clip">
            {shared ? (
              <SharedBar theme={theme} />
            ) : (
              <TopBar
                installation={installationName()}
                theme={theme}
                account={actor?.session ? actor.name : null}
                known={actor !== null}
              />
            )}
            {children}
          </div>
          {actor === null ? null : <ImportAnywhere />}
        </Providers>
      </body>
    </html>
  );
}
