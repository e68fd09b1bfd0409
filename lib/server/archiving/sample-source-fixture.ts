import 'server-only';
import { fail } from '../../domain/failure.ts';
import { isTerminal, type Run } from '../../domain/run.ts';
import { createSampleHandler } from '../upstream/sample/handler.ts';
import { createSource, SAMPLE, type Source } from '../upstream/sources.ts';

/** The sample behind a door of its own, for unit tests: every call is written down, and may be answered otherwise. */
export interface SampleSource {
  source: Source;
  /** Paths below the base URL, with their query, in order. */
  asked: string[];
  /** Answers instead of the sample where it gives something. */
  instead: (path: string) => Response | undefined;
}

let count = 0;

/** A source that nothing else in the process shares. The clock of its data stands still. */
export function sampleSource(): SampleSource {
  const handler = createSampleHandler({ now: () => NOW });
  const id = `sample${count++}`;
  const made: SampleSource = {
    source: createSource({ ...SAMPLE, id, name: id }, async (request) => {
      const { pathname, search } = new URL(request.url);
      const path = `${pathname.replace('/v1/', '')}${search}`;
      made.asked.push(path);
      return made.instead(path) ?? handler(request);
    }),
    asked: [],
    instead: () => undefined,
  };
  return made;
}

/** Runs of one thread of the sample of which at least one has ended, oldest first. */
export async function settledRuns({ reader }: Source): Promise<Run[]> {
  const { signal } = new AbortController();
  for (const thread of (await reader.listThreads({ limit: 60, order: 'desc' }, signal)).items) {
    const { items } = await reader.listRuns(thread.id, { limit: 100, order: 'asc' }, signal);
    if (items.some(isTerminal)) return items;
  }
  return fail('not_found', 'The sample has a thread with a run that has ended.');
}

/** An instant after which the sample has runs of every status. */
const NOW = Date.UTC(2026, 10, 20, 12);
