/** Pages of the settings, in the order of their list. */
export const SETTINGS_PAGES = ['sources', 'tokens', 'shares', 'account', 'users', 'audit'] as const;

export type SettingsPage = (typeof SETTINGS_PAGES)[number];

/** Href of a settings page, or of the settings as a whole; apart from the other hrefs because few pages need them. */
export function settingsRoute(page?: SettingsPage, query = ''): `/settings${string}` {
  return `/settings${page === undefined ? '' : `/${page}`}${query && `?${query}`}`;
}
