import 'server-only';
import { isId } from '../../domain/ids.ts';
import { sourcesToName } from '../runs/known-source.ts';
import { findSource } from '../upstream/sources.ts';

/** An address whose source is not configured. */
export interface MissingSource {
  /** As the address has it: not necessarily an id. */
  id: string;
  /** The sources that are configured; null where they are too many to name. */
  others: { id: string; name: string }[] | null;
}

/**
 * What is wrong with the source that the path of a run or thread names; null where it is configured. Of one that is not, the
 * archive may hold runs.
 */
export function missingSource(path: string): MissingSource | null {
  const id = plainText(/^\/[^/]+\/([^/?]+)/.exec(path)?.[1] ?? '');
  if (isId(id) && findSource(id)) return null;
  return { id: id.slice(0, 128), others: sourcesToName() };
}

function plainText(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
