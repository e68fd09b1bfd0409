import 'server-only';
import type { Page } from '../../domain/page.ts';
import type { KeptRun } from '../archive/archive.ts';
import { isLoose } from '../archive/loose-texts.ts';
import type { RunQuery } from '../archive/run-query.ts';
import type { FoundText, TextArchive, WordedObject } from '../archive/text-archive.ts';

type Cut = <T>(
  all: readonly T[],
  page: { cursor?: string | undefined; limit: number },
  name: (one: T) => string,
) => Page<T>;

/** The search of the fake archive: its runs, then the threads and messages without one that hold every word. */
export function fakeTexts(
  runs: (query: RunQuery) => KeptRun[],
  cut: Cut,
): { keep: (source: string, objects: readonly WordedObject[]) => void; methods: TextArchive } {
  const loose = new Map<string, WordedObject & { source: string }>();
  return {
    keep(source, objects) {
      for (const one of objects.filter(isLoose)) loose.set(`${source} ${one.kind} ${one.id}`, { ...one, source });
    },
    methods: {
      async search(query, page) {
        const words = query.text.toLowerCase().split(/\s+/);
        const texts = [...loose.values()].filter(({ words: text = '' }) =>
          words.every((word) => text.toLowerCase().includes(word)),
        );
        const found: FoundText[] = [
          ...runs(query).map((run) => ({ run })),
          ...texts.map(({ source, kind, id, threadId, text }) => ({
            loose: {
              source,
              kind: kind === 'thread' ? kind : ('message' as const),
              id,
              threadId: threadId ?? id,
              text,
            },
          })),
        ];
        return cut(found, page, (one) => ('run' in one ? one.run.key : one.loose.id));
      },
      beginTexts: async () => undefined,
      dueTexts: async () => null,
      putTexts: async () => undefined,
    },
  };
}
