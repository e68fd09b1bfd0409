import 'server-only';
import { SETTINGS_PAGES, type SettingsPage } from '../../contract/settings-routes.ts';
import { allows, type Role } from '../../domain/role.ts';

/** Who may open which settings. */
const SETTINGS_ROLES: Record<SettingsPage, Role> = {
  sources: 'viewer',
  tokens: 'viewer',
  shares: 'sharer',
  account: 'viewer',
  users: 'admin',
  audit: 'admin',
};

/** The settings that somebody of a role may open, in their order. */
export function settingsPagesOf(role: Role): SettingsPage[] {
  return SETTINGS_PAGES.filter((page) => allows(role, SETTINGS_ROLES[page]));
}
