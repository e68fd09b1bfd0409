import 'server-only';
import { fail } from '../../../domain/failure.ts';
import type { Json } from '../../../domain/json.ts';
import type { Upstream, UpstreamJson } from '../upstream-fetch.ts';
import type { WireKind, WireObject, WireStore } from '../wire-store.ts';
import { parseDeepJson } from '../without-too-deep.ts';
import { archivedPage, type ListKind } from './archived-page.ts';
import { readWirePath, type WirePath } from './wire-path.ts';

const WORDS: Record<WireKind, string> = {
  thread: 'thread',
  run: 'run',
  step: 'step',
  message: 'message',
  assistant: 'assistant',
  file: 'file',
};

/**
 * Answers the protocol's GETs from kept objects, in the words and order in which the source would. What was never kept is
 * `not_found`; lists of threads and assistants are not kept as lists: `capability_missing`. A run of which only steps or
 * messages were kept is answered with its ids and nothing else.
 */
export function archivedUpstream(store: WireStore): Upstream {
  const one = async (place: WirePath, id: string, signal: AbortSignal): Promise<UpstreamJson> => {
    const found = await store.get(place.kind, id, signal);
    if (found && isAt(found, place)) return { value: parsed(found.text), text: found.text };
    if (place.kind === 'run' && place.threadId !== null && (await hasPieces(place.threadId, id, signal))) {
      const value = { id, object: 'thread.run', thread_id: place.threadId };
      return { value, text: JSON.stringify(value) };
    }
    return missing(place.kind);
  };

  const hasPieces = async (threadId: string, runId: string, signal: AbortSignal): Promise<boolean> => {
    for (const kind of ['step', 'message'] as const) {
      const { items } = await store.list(kind, { threadId, runId }, { limit: 1, order: 'asc' }, signal);
      if (items.length > 0) return true;
    }
    return false;
  };

  /** Whether anything is kept of a run, or of a thread: else an empty list would say that there is nothing. */
  const isKnown = async (threadId: string, runId: string | undefined, signal: AbortSignal): Promise<boolean> => {
    if (runId) return (await store.get('run', runId, signal)) !== null || hasPieces(threadId, runId, signal);
    if (await store.get('thread', threadId, signal)) return true;
    for (const kind of ['run', 'message'] as const) {
      const { items } = await store.list(kind, { threadId }, { limit: 1, order: 'asc' }, signal);
      if (items.length > 0) return true;
    }
    return false;
  };

  return {
    async getJson({ path, query = [], signal }) {
      checkAsked(signal);
      const place = readWirePath(path);
      if (!place) return fail('not_found', 'The archive does not have this address.');
      if (place.id !== null) return one(place, place.id, signal);
      const { kind, threadId, runId } = place;
      if (threadId === null || !isListed(kind)) {
        return fail('capability_missing', `The archive keeps no list of ${WORDS[kind]}s by itself.`);
      }
      const of = runId ?? query.find(([name]) => name === 'run_id')?.[1];
      const page = await archivedPage(store, kind, { threadId, ...(of && { runId: of }) }, query, signal);
      if (page.items.length === 0 && !(await isKnown(threadId, of, signal))) missing(of ? 'run' : 'thread');
      const elements = page.items.map(({ text }) => text);
      const [first, last] = [page.items.at(0)?.id ?? null, page.items.at(-1)?.id ?? null];
      const end = { first_id: first, last_id: last, has_more: page.more };
      return {
        value: { object: 'list', data: elements.map(parsed), ...end },
        text: `{"object":"list","data":[${elements.join(',')}],${JSON.stringify(end).slice(1)}`,
      };
    },

    async getBytes({ path, signal }) {
      checkAsked(signal);
      const [root, id, content] = path;
      const found = root === 'files' && id && content === 'content' ? await store.bytes(id, signal) : null;
      return found ?? fail('not_found', 'The bytes of this file are not in the archive.');
    },
  };
}

function isListed(kind: WireKind): kind is ListKind {
  return kind === 'run' || kind === 'step' || kind === 'message';
}

/** Ids are unique at a source, but an address that names another thread or run than the object's is answered by none. */
function isAt(found: WireObject, place: WirePath): boolean {
  const same = (kept: string | null, asked: string | null) => kept === null || asked === null || kept === asked;
  return same(found.threadId, place.threadId) && same(found.runId, place.runId);
}

function parsed(text: string): Json {
  const { value, problem } = parseDeepJson(text);
  return problem === null ? value : fail('archive_damaged', 'An object in the archive is not valid JSON any more.');
}

function checkAsked(signal: AbortSignal): void {
  if (signal.aborted) fail('aborted', 'The request was ended.');
}

function missing(kind: WireKind): never {
  return fail('not_found', `This ${WORDS[kind]} is not in the archive.`);
}
