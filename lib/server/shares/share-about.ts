import 'server-only';
import type { RedactionSummary } from '../../domain/redaction.ts';
import type { Share, ShareState } from '../../domain/share.ts';
import type { KeptShare } from '../archive/share-archive.ts';

/** What is kept beside a snapshot. */
export interface ShareAbout {
  /** Language of its source. */
  dialect: string;
  /** Key of the run as its recipient knows it. */
  key: string;
  assistantName: string | null;
  redaction: RedactionSummary;
  files: number;
  view: string;
}

/** Written by `makeShare`, read by this only. */
export function aboutOf({ about }: Pick<KeptShare, 'about'>): ShareAbout {
  return JSON.parse(about) as ShareAbout;
}

/** How a link stands, by the clock of the database. */
export function stateOf({ revokedAt, expiresAt, maxViews, views, now }: KeptShare): ShareState {
  if (revokedAt !== null) return 'revoked';
  if (expiresAt <= now) return 'expired';
  return maxViews !== null && views >= maxViews ? 'used_up' : 'active';
}

/** A link as lists show it. */
export function shareOf(kept: KeptShare): Share {
  const { id, source, key, owner, createdAt, expiresAt, revokedAt, views, maxViews, lastViewAt } = kept;
  const { redaction, files, view } = aboutOf(kept);
  const state = stateOf(kept);
  return {
    id,
    state,
    source,
    key,
    owner,
    createdAt,
    expiresAt,
    revokedAt,
    views,
    maxViews,
    lastViewAt,
    redaction,
    files,
    view,
  };
}
