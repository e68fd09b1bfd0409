import type { Role } from './role.ts';

/** How somebody is known; `none` where nobody has to sign in. */
export type SignInMode = 'none' | 'password' | 'oidc' | 'header';

/** A token for scripts and SDK clients, as lists show it: never the token itself. */
export interface AccessToken {
  /** For revoking; says nothing of the token. */
  id: string;
  /** How the token begins, to tell it from others. */
  prefix: string;
  name: string;
  role: Role;
  /** Who made it, and how they were known. */
  owner: string;
  via: SignInMode;
  /** ms since 1970, as all times here. */
  createdAt: number;
  expiresAt: number | null;
  /** To the minute; null for never. */
  usedAt: number | null;
}

/** A session that is open, as lists show it. */
export interface SessionInfo {
  id: string;
  name: string;
  via: SignInMode;
  openedAt: number;
  endsAt: number;
  address: string | null;
  /** What the browser calls itself. */
  agent: string | null;
  /** It is the one that asks. */
  current: boolean;
}

/** Somebody who may come in or has come in. */
export interface Person {
  name: string;
  via: SignInMode;
  /** Null for who has no role (any more). */
  role: Role | null;
  /** Last sign-in; where a proxy says who somebody is, when they were last here, to the hour. Null for never. */
  seenAt: number | null;
  /** Sessions that are open. */
  sessions: number;
}

/** Everybody, and where the installation knows them from. */
export interface People {
  mode: SignInMode;
  /** Where users stand, in words: variables and kinds, no paths. */
  from: string;
  /** Roles of groups, where groups give them; `*` is everybody else. */
  groups: { group: string; role: Role }[];
  items: Person[];
}

/** Lifetimes that a new token can have, in days; null for one that does not expire. */
export const TOKEN_DAYS = [7, 30, 90, 365, null] as const;
