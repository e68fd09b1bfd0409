import 'server-only';
import { fail } from '../../domain/failure.ts';
import type { RedactionSummary } from '../../domain/redaction.ts';
import type { ShareState } from '../../domain/share.ts';
import type { KeptShare } from '../archive/share-archive.ts';
import { aboutOf, stateOf } from './share-about.ts';
import { shareArchive } from './share-archive.ts';
import { isGrant, makeGrant } from './share-grant.ts';
import { hashOfToken } from './share-token.ts';
import type { SharedRun } from './shared-run.ts';

const OVER: Record<Exclude<ShareState, 'active'>, string> = {
  expired: 'This link has expired.',
  revoked: 'This link was revoked.',
  used_up: 'This link was opened as often as it may be.',
};

/** What the page of a link shows. Times are ms since 1970. */
export type OpenedShare =
  | { state: 'open'; share: SharedRun; grant: string | null; about: SharedAbout }
  /** Without a view being counted, and so without anything of the run. */
  | { state: 'closed' }
  | Over;

/** A link that leads nowhere (any more), and of one that has expired, from when to when it could be read (ms since 1970). */
type Over = { state: 'revoked' | 'used_up' | 'unknown' } | { state: 'expired'; sharedAt: number; expiresAt: number };

/** What a recipient is told of the link itself. */
export interface SharedAbout {
  takenAt: number;
  expiresAt: number;
  redaction: RedactionSummary;
  files: number;
}

/**
 * Opens a link for a page. With `counts` that is a view, and where views are limited a grant comes with it; without (HEAD, robots
 * that make link previews: `countsAsView`) nothing of the run is given. Throws what the archive throws.
 */
export async function openSharePage(token: string, counts: boolean): Promise<OpenedShare> {
  const archive = await shareArchive();
  const hash = hashOrNull(token);
  const kept = hash === null ? null : await archive.findShare(hash);
  if (!kept || hash === null) return { state: 'unknown' };
  const state = stateOf(kept);
  if (state !== 'active') return over(state, kept);
  if (!counts) return { state: 'closed' };
  if (!(await archive.viewShare(hash))) {
    // Somebody else was faster, or it ended this very moment.
    const now = await archive.findShare(hash);
    const ended = now ? stateOf(now) : 'active';
    return over(ended === 'active' ? 'used_up' : ended, now ?? kept);
  }
  const grant = kept.maxViews === null ? null : await makeGrant(kept.id, kept.now);
  const { redaction, files } = aboutOf(kept);
  const about = { takenAt: kept.createdAt, expiresAt: kept.expiresAt, redaction, files };
  return { state: 'open', share: await sharedRun(kept), grant, about };
}

/**
 * The run behind a token, for the addresses below it. Throws `not_found` for no token, `share_over` for one that is over, and
 * `forbidden` where views are limited and `grant` is none: opening the page gives one.
 */
export async function openShared(token: string, grant: string | null): Promise<SharedRun> {
  const kept = await (await shareArchive()).findShare(hashOfToken(token));
  if (!kept) return fail('not_found', 'There is no such link.');
  const state = stateOf(kept);
  if (state === 'expired' || state === 'revoked') return fail('share_over', OVER[state]);
  if (kept.maxViews !== null && !(await isGrant(kept.id, grant, kept.now))) {
    if (state === 'used_up') return fail('share_over', OVER.used_up);
    return fail('forbidden', 'This link may be opened a limited number of times: open its page first.');
  }
  return sharedRun(kept);
}

async function sharedRun(kept: KeptShare): Promise<SharedRun> {
  const { dialect, key, assistantName } = aboutOf(kept);
  return { name: kept.id, dialect, key, assistantName, store: (await shareArchive()).shareStore(kept.id) };
}

function over(state: Exclude<ShareState, 'active'>, { createdAt, expiresAt }: KeptShare): Over {
  return state === 'expired' ? { state, sharedAt: createdAt, expiresAt } : { state };
}

function hashOrNull(token: string): string | null {
  try {
    return hashOfToken(token);
  } catch {
    return null;
  }
}
