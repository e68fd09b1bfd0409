import 'server-only';
import { fail } from '../../domain/failure.ts';
import { readerOf } from '../archiving/reader-of.ts';

/**
 * The JSON of a run, or of the step or message with the given id, as its source sent it. `not_found` for a run of which
 * only pieces are kept.
 */
export async function readRaw(
  source: string,
  key: string,
  part: { step?: string; message?: string },
  signal: AbortSignal,
): Promise<string> {
  const { reader, kept, live } = await readerOf(source, key);
  if (part.step !== undefined) return reader.getRaw(key, { step: part.step }, signal);
  if (part.message !== undefined) return reader.getRaw(key, { message: part.message }, signal);
  if (kept?.text === null && !live) {
    return fail('not_found', 'Only pieces of this run are in the archive; the run itself never came.');
  }
  return reader.getRaw(key, { run: true }, signal);
}
