import 'server-only';
import { getSource } from '../upstream/sources.ts';

/** The JSON of a run, or of the step or message with the given id, as its source sent it. */
export function readRaw(
  source: string,
  key: string,
  part: { step?: string; message?: string },
  signal: AbortSignal,
): Promise<string> {
  const { reader } = getSource(source);
  if (part.step !== undefined) return reader.getRaw(key, { step: part.step }, signal);
  if (part.message !== undefined) return reader.getRaw(key, { message: part.message }, signal);
  return reader.getRaw(key, { run: true }, signal);
}
