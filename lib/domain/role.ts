/** What people may do, from the least to the most; each may do what those before it may. */
export const ROLES = ['viewer', 'sharer', 'operator', 'admin'] as const;

/**
 * `viewer` reads and exports; `sharer` also makes share links and imports; `operator` also changes things at sources; `admin` also
 * deletes, and sees users, tokens and the audit trail of everybody.
 */
export type Role = (typeof ROLES)[number];

/** Whether a word names a role. */
export function isRole(value: unknown): value is Role {
  return ROLES.some((role) => role === value);
}

/** Whether somebody of that role may do what asks for `needed`. */
export function allows(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed);
}

/** The role that may do most; null of none. */
export function highestRole(roles: readonly Role[]): Role | null {
  return ROLES.findLast((role) => roles.includes(role)) ?? null;
}

/** The role of the two that may do less. */
export function lowerRole(a: Role, b: Role): Role {
  return allows(a, b) ? b : a;
}
