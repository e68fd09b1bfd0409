import 'server-only';
import { isJsonObject } from '../../domain/json.ts';
import type { KnownFetch } from '../../domain/source.ts';
import { theArchive } from '../archiving/the-archive.ts';

/** A list of threads that is being fetched, as it is written down for the server that goes on with it after a restart. */
export interface KeptFetch {
  source: string;
  /** Threads that were not read to the end yet. */
  waiting: string[];
  state: KnownFetch;
}

/** A server that does not write again for so long (ms) is taken to have ended. */
export const FETCH_TURN = 30_000;

/** Writes a fetch down and has this server go on with it. Does nothing without an archive; rejects as the archive does. */
export async function putFetch(id: string, fetch: KeptFetch): Promise<void> {
  const archive = await theArchive();
  if (!archive) return;
  await archive.takeTurn(turnOf(id), FETCH_TURN);
  await archive.putRecord('thread_fetch', { id, value: JSON.stringify(fetch) }, null);
}

/** Forgets a fetch that has ended. Rejects as the archive does. */
export async function dropFetch(id: string): Promise<void> {
  const archive = await theArchive();
  await archive?.deleteRecord('thread_fetch', id);
  await archive?.endTurn(turnOf(id));
}

/** Fetches that no other server goes on with, which are this server's from now on. Rejects as the archive does. */
export async function takeFetches(isWanted: (id: string, fetch: KeptFetch) => boolean): Promise<[string, KeptFetch][]> {
  const archive = await theArchive();
  const taken: [string, KeptFetch][] = [];
  for (const { id } of (await archive?.listRecords('thread_fetch', { limit: MOST })) ?? []) {
    // Read again once it is this server's: another may have ended it since it was listed.
    const before = fetchOf((await archive?.getRecord('thread_fetch', id)) ?? null);
    if (!before || !isWanted(id, before) || !(await archive?.takeTurn(turnOf(id), FETCH_TURN))) continue;
    const fetch = fetchOf((await archive?.getRecord('thread_fetch', id)) ?? null);
    if (fetch) taken.push([id, fetch]);
  }
  return taken;
}

/** Notes that somebody named a thread. What cannot be noted is fetched all the same. */
export async function notePasted(source: string, thread: string): Promise<void> {
  const archive = await theArchive().catch(() => null);
  await archive?.noteThreads(source, [thread], 'paste').catch(() => undefined);
}

const MOST = 100;

function turnOf(id: string): string {
  return `fetch ${id}`;
}

/** Null for what no version of Runlens has written. */
function fetchOf(text: string | null): KeptFetch | null {
  const value: unknown = text === null ? null : JSON.parse(text);
  const isOne =
    isJsonObject(value) &&
    typeof value.source === 'string' &&
    Array.isArray(value.waiting) &&
    isJsonObject(value.state);
  return isOne ? (value as unknown as KeptFetch) : null;
}
