import type { Theme } from '#lib/client/theme.ts';
import { Omnibox } from '../omnibox/omnibox.tsx';
import { Untrusted } from '../ui/bidi.tsx';
import { Brand } from './brand.tsx';
import { MainNav } from './main-nav.tsx';
import { MenuToggle } from './menu-toggle.tsx';
import { SettingsLink } from './settings-link.tsx';
import { SignOut } from './sign-out.tsx';
import { ThemeButton } from './theme-button.tsx';

/**
 * The one bar of the product. `installation` is the name the owner gave to this Runlens, null where there is none;
 * `account` whose session this is, null where there is none to end; `known` whether the reader may come in at all.
 */
export function TopBar({
  installation,
  theme,
  account,
  known,
}: {
  installation: string | null;
  theme: Theme;
  account: string | null;
  known: boolean;
}) {
  return (
    <header className="relative z-30 flex h-topbar min-w-0 flex-none items-center gap-3.5 border-b border-line bg-panel pr-3 pl-gutter max-desk:pr-gutter">
      <Brand />
      {known ? <MenuToggle /> : null}
      {installation ? (
        <span className="flex min-w-0 items-center gap-3.5 max-desk:hidden">
          <span aria-hidden className="text-base text-line-strong">
            /
          </span>
          <span className="max-w-[220px] truncate font-medium" title={installation}>
            <Untrusted text={installation} />
          </span>
        </span>
      ) : null}
      {known ? (
        <>
          <MainNav />
          <Omnibox />
          <SettingsLink />
        </>
      ) : (
        <span className="flex-1" />
      )}
      <ThemeButton initial={theme} />
      {account === null ? null : <SignOut name={account} />}
    </header>
  );
}
