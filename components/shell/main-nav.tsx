import { MainLinks } from './main-links.tsx';
import { MENU_ID } from './menu-toggle.tsx';

/** The pages of the product: in the bar, and on phones a menu below it. Turned wide while it is open, it stays a menu. */
export function MainNav() {
  return (
    <nav
      id={MENU_ID}
      popover="auto"
      aria-label="Main"
      className="fixed inset-auto top-topbar left-2 w-56 rounded-pop bg-raised p-[5px] text-ink shadow-pop desk:not-open:static desk:not-open:flex desk:not-open:w-auto desk:not-open:flex-none desk:not-open:gap-0.5 desk:not-open:bg-transparent desk:not-open:p-0 desk:not-open:shadow-none"
    >
      <MainLinks />
    </nav>
  );
}
