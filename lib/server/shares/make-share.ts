import 'server-only';
import { sharePaths } from '../../contract/share-paths.ts';
import type { ShareRequest } from '../../contract/share-schema.ts';
import { type NewShare, SHARE_SECONDS } from '../../domain/share.ts';
import { collectLately } from './recent-collection.ts';
import type { ShareAbout } from './share-about.ts';
import { shareArchive } from './share-archive.ts';
import { hashOfToken, makeShareId, makeShareToken } from './share-token.ts';
import { sharedView } from './shared-view.ts';
import { sweepShares } from './sweep-shares.ts';
import { takeSnapshot } from './take-snapshot.ts';

/**
 * Takes a snapshot of a run without what was chosen, keeps it and gives its link; the token is known to nobody else from then on.
 * `origin` is that of our pages. When this returns the snapshot is durable. Throws like `collectLately` and `takeSnapshot`, and
 * `archive_off`.
 */
export async function makeShare(
  request: ShareRequest,
  owner: string,
  origin: string,
  signal: AbortSignal,
): Promise<NewShare> {
  const { source, key, expiresIn = SHARE_SECONDS.usual, maxViews = null, redact = {}, view = '' } = request;
  const archive = await shareArchive();
  const snapshot = await takeSnapshot(await collectLately(source, key), redact);
  signal.throwIfAborted();
  const { objects, files, assistantName, summary: redaction } = snapshot;
  const about: ShareAbout = {
    dialect: snapshot.dialect,
    key: snapshot.key,
    assistantName,
    redaction,
    files: files.length,
    view: sharedView(view, snapshot),
  };
  const [id, token, createdAt] = [makeShareId(), makeShareToken(), Date.now()];
  const expiresAt = createdAt + expiresIn * 1000;
  const base = { id, tokenHash: hashOfToken(token), source, key, owner, createdAt, expiresAt, maxViews };
  await archive.keepShare({ ...base, about: JSON.stringify(about), objects, files });
  void sweepShares();
  return { id, token, url: `${origin}${sharePaths.page(token, about.view)}`, expiresAt, redaction };
}
