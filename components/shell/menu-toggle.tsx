import { BarIcon } from './bar-icon.tsx';

/** Id of the list of pages, which is a menu on phones. */
export const MENU_ID = 'pages';

/**
 * Opens the list of pages on phones, where the bar has no room for it. The browser does it: before any script has come, with
 * the focus given back, and saying itself whether the menu is open.
 */
export function MenuToggle() {
  return (
    <button
      type="button"
      popoverTarget={MENU_ID}
      aria-label="Pages"
      title="Pages"
      className="-ml-2.5 inline-flex size-11 flex-none items-center justify-center rounded-control text-ink-2 hover:bg-hover hover:text-ink desk:hidden"
    >
      <BarIcon path="M4 6h16M4 12h16M4 18h16" />
    </button>
  );
}
