import type { RedactionHit, RedactionSummary } from './redaction.ts';

const DAY = 86_400;

/** How long a link lasts, s. */
export const SHARE_SECONDS = { least: 60, usual: 7 * DAY, most: 30 * DAY } as const;

/** What every token of a share link begins with. */
export const SHARE_PREFIX = 'rls_';

/** How many texts of one's own may be taken out, and how long they may be. */
export const SHARE_WORDS = { patterns: 50, pattern: 200, spots: 500, spotText: 10_000 } as const;

/** Hits that are listed at once. */
export const HITS_LISTED = 2_000;

/** How often a link may be opened at most, where that is limited. */
export const MOST_VIEWS = 1_000_000;

/** Whether somebody may make links of a run. */
export interface Sharing {
  /** Why none can be made here, in a sentence; null where they can. */
  whyNot: string | null;
}

export const SHARE_STATES = ['active', 'expired', 'revoked', 'used_up'] as const;

/** `used_up`: opened as often as it may be; who opened it last reads on for 30 minutes. */
export type ShareState = (typeof SHARE_STATES)[number];

/** A link as lists show it. Times are ms since 1970. */
export interface Share {
  /** Says nothing of the token. */
  id: string;
  state: ShareState;
  source: string;
  key: string;
  /** Who made it. */
  owner: string;
  createdAt: number;
  expiresAt: number;
  revokedAt: number | null;
  views: number;
  /** Null where they are not limited. */
  maxViews: number | null;
  lastViewAt: number | null;
  redaction: RedactionSummary;
  /** Files whose bytes the recipient can have. */
  files: number;
  /** Query of the page that the link opens; empty for none. */
  view: string;
}

/** What a recipient is told of a copy. Times are ms since 1970. */
export interface SnapshotFacts {
  takenAt: number;
  expiresAt: number;
  redaction: RedactionSummary;
}

/** A link just made; its token is never told again. */
export interface NewShare {
  id: string;
  token: string;
  url: string;
  expiresAt: number;
  redaction: RedactionSummary;
}

/** What a share would take out. Addresses below `id` answer what its recipient would read, to who made it. */
export interface SharePreview {
  id: string;
  /** Until when the addresses answer, ms since 1970. */
  expiresAt: number;
  /** In the order of the run, the run itself first; at most `HITS_LISTED`, the others page by page. */
  hits: RedactionHit[];
  /** How many hits there are in all, left in or not. */
  total: number;
  summary: RedactionSummary;
  files: number;
  /** Bytes of JSON that would be kept. */
  bytes: number;
}
