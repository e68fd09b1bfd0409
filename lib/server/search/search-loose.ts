import 'server-only';
import { fail } from '../../domain/failure.ts';
import { HITS_SHOWN, type ThreadHits } from '../../domain/search-hit.ts';
import { parseTerms } from '../../domain/text-search.ts';
import type { LooseText } from '../archive/text-archive.ts';
import { createMemoryWireStore } from '../upstream/memory-wire-store.ts';
import { archivedReader } from '../upstream/sources.ts';
import { findHits, type HitPage } from './find-hits.ts';
import type { Place } from './place.ts';
import { messagePlaces, threadPlaces } from './run-places.ts';
import { compareHits } from './search-run.ts';

const { signal } = new AbortController();

/** The places in a kept thread or message where the words of a search stand. Fails where its JSON cannot be read. */
export async function searchLoose(loose: LooseText, q: string): Promise<ThreadHits> {
  const { source, kind, id, threadId, text } = loose;
  const store = createMemoryWireStore();
  store.keep([{ kind, id, threadId, runId: null, createdAt: null, text }]);
  const reader = archivedReader(source, store);
  if (kind === 'thread') {
    const thread = await reader.getThread(id, signal);
    return hitsOf(threadPlaces(thread), q, { source, thread: threadId, message: null }, null);
  }
  const [message] = (await reader.listMessages(threadId, { limit: 1 }, signal)).items;
  if (!message) return fail('not_found', 'This message cannot be read.');
  const { role, createdAt } = message;
  const page = { source, thread: threadId, message: id };
  return hitsOf(messagePlaces(message, null), q, page, { id, role, createdAt });
}

function hitsOf(
  places: readonly Place[],
  q: string,
  page: Extract<HitPage, { thread: string }>,
  message: ThreadHits['message'],
): ThreadHits {
  const terms = parseTerms(q);
  const found = places.flatMap((place) => findHits(place, terms));
  const best = found.toSorted(compareHits).slice(0, HITS_SHOWN);
  return {
    thread: { source: page.source, id: page.thread },
    message,
    hits: best.map((hit) => hit.write(page)),
    more: found.length - best.length,
  };
}
