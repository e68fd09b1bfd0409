import 'server-only';
import { isFailure } from '../../domain/failure.ts';
import { messageTexts, stepTexts, threadTexts } from '../../domain/run-texts.ts';
import type { DueText, WordedObject } from '../archive/text-archive.ts';
import { createMemoryWireStore } from '../upstream/memory-wire-store.ts';
import { archivedReader } from '../upstream/sources.ts';
import type { WireObject } from '../upstream/wire-store.ts';

/**
 * Raised with every change of what is made of the same thread or message here, or of how texts are parted into words: a
 * server that starts then looks at all of them anew.
 */
export const TEXT_VERSION = 1;

const { signal } = new AbortController();
const ONE = { limit: 1, order: 'asc' } as const;

/** The objects of a source with the texts by which they are found where no run has them. */
export function withWords(source: string, objects: readonly WireObject[]): Promise<WordedObject[]> {
  return Promise.all(
    objects.map(async (object) => {
      const words = await wordsOfObject(source, object);
      return words === null ? object : { ...object, words };
    }),
  );
}

/**
 * The text of an object that is looked at anew; null for a message that a run answers, which is found by that run. What was
 * found by itself before stays so.
 */
export async function looseWords({ source, object, indexed, answered }: DueText): Promise<string | null> {
  if (object.kind === 'message' && answered && !indexed && (await roleOf(source, object)) === 'user') return null;
  return wordsOfObject(source, object);
}

async function roleOf(source: string, object: WireObject): Promise<string | null> {
  const store = createMemoryWireStore();
  store.keep([object]);
  const list = archivedReader(source, store).listMessages(object.threadId ?? '', ONE, signal);
  return list.then(
    ({ items }) => items[0]?.role ?? null,
    () => null,
  );
}

/** The texts of a thread, message or step; null for other objects and for what cannot be read or belongs nowhere. */
async function wordsOfObject(source: string, object: WireObject): Promise<string | null> {
  const { kind, id, threadId, runId } = object;
  if (kind !== 'thread' && (threadId === null || (kind !== 'message' && kind !== 'step'))) return null;
  const store = createMemoryWireStore();
  store.keep([object]);
  const reader = archivedReader(source, store);
  try {
    if (kind === 'thread') return threadTexts(await reader.getThread(id, signal));
    if (threadId === null) return null;
    if (kind === 'message') {
      const [message] = (await reader.listMessages(threadId, ONE, signal)).items;
      return message ? messageTexts(message) : null;
    }
    if (runId === null) return null;
    const [step] = (await reader.listSteps(reader.runKey(threadId, runId), ONE, signal)).items;
    return step ? stepTexts(step) : null;
  } catch (error) {
    if (isFailure(error)) return null;
    throw error;
  }
}
