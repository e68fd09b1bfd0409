import 'server-only';
import { randomBytes } from 'node:crypto';
import type { SharePreviewRequest } from '../../contract/share-schema.ts';
import { fail } from '../../domain/failure.ts';
import type { Page } from '../../domain/page.ts';
import type { RedactionHit } from '../../domain/redaction.ts';
import type { SharePreview } from '../../domain/share.ts';
import { processState } from '../process-state.ts';
import { createMemoryWireStore } from '../upstream/memory-wire-store.ts';
import { collectLately } from './recent-collection.ts';
import { shareArchive } from './share-archive.ts';
import type { SharedRun } from './shared-run.ts';
import { hitsFrom, type Snapshot, takeSnapshot } from './take-snapshot.ts';

/** How long the addresses of a preview answer (ms). */
const LASTS = 15 * 60_000;
const MOST = 2;

/** What servers write down of a preview: what was chosen, and no text of the run. */
interface KeptPreview extends SharePreviewRequest {
  owner: string;
  expiresAt: number;
}

const taken = () => processState('previewed-shares', () => new Map<string, Promise<Snapshot>>());

/** Tells what a link would take out, and has its addresses answer what its recipient would read. Throws like `takeSnapshot`. */
export async function previewShare(request: SharePreviewRequest, owner: string): Promise<SharePreview> {
  const archive = await shareArchive();
  const id = `preview_${randomBytes(12).toString('base64url')}`;
  const expiresAt = Date.now() + LASTS;
  const { hits, total, summary, files, bytes } = await snapshotOf(id, request);
  const kept: KeptPreview = { ...request, owner, expiresAt };
  await archive.putRecord('share_preview', { id, value: JSON.stringify(kept) }, expiresAt);
  return { id, expiresAt, hits, total, summary, files: files.length, bytes };
}

/** The run of a preview, for who made it. Throws `not_found` for everybody else and when it is over. */
export async function openPreview(id: string, owner: string): Promise<SharedRun> {
  const kept = await keptPreview(id, owner);
  const { objects, files, dialect, key, assistantName } = await snapshotOf(id, kept);
  const store = createMemoryWireStore();
  store.keep(objects);
  for (const { fileId, bytes } of files) store.keepBytes(fileId, bytes);
  return { name: id, dialect, key, assistantName, store };
}

/** Further hits of a preview, from behind as many as `cursor` says; throws like `openPreview` and `takeSnapshot`. */
export async function previewHits(id: string, owner: string, cursor: number): Promise<Page<RedactionHit>> {
  const { source, key, redact = {} } = await keptPreview(id, owner);
  const { hits, total } = await hitsFrom(await collectLately(source, key), redact, cursor);
  const next = cursor + hits.length;
  return { items: hits, nextCursor: hits.length > 0 && next < total ? String(next) : null, total };
}

async function keptPreview(id: string, owner: string): Promise<KeptPreview> {
  const value = await (await shareArchive()).getRecord('share_preview', id);
  const kept = value === null ? null : (JSON.parse(value) as KeptPreview);
  if (!kept || kept.owner !== owner || kept.expiresAt <= Date.now()) {
    return fail('not_found', 'This preview is over. Open the dialog again.');
  }
  return kept;
}

/** The snapshot of a preview; taken again where another server took it, or it was not asked for lately. */
function snapshotOf(id: string, { source, key, redact = {} }: SharePreviewRequest): Promise<Snapshot> {
  const known = taken().get(id);
  if (known) return known;
  const snapshot = collectLately(source, key).then((collected) => takeSnapshot(collected, redact));
  taken().set(id, snapshot);
  while (taken().size > MOST) taken().delete(taken().keys().next().value ?? '');
  snapshot.catch(() => taken().delete(id));
  setTimeout(() => taken().delete(id), LASTS).unref();
  return snapshot;
}
