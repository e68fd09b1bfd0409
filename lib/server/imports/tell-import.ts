import 'server-only';
import type { Archive } from '../archive/archive.ts';
import type { ImportRecord } from '../archive/import-records.ts';

/** How often all servers are told how far an import is, ms. */
const EVERY = 1000;

/**
 * Tells all servers now and then how far an import is, as `record` then stands; `asked` is called when one of them wants its
 * end. A record that cannot be written is tried again the next time. `end` tells the last; false where that failed.
 */
export function tellImport(archive: Archive, record: ImportRecord, asked: () => void): { end(): Promise<boolean> } {
  let telling: Promise<boolean> | null = null;
  const tell = (): Promise<boolean> =>
    archive.putImport(record).then(
      (wanted) => {
        if (wanted && !record.ended) asked();
        return true;
      },
      () => false,
    );
  const timer = setInterval(() => {
    telling ??= tell().finally(() => (telling = null));
  }, EVERY);
  return {
    async end() {
      clearInterval(timer);
      await telling;
      return tell();
    },
  };
}
