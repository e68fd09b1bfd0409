import 'server-only';
import { fail } from '../../domain/failure.ts';
import { isKey } from '../../domain/ids.ts';
import { readId } from './list-query.ts';

/** Source and key of a run's address. Throws `invalid_id` before anything leaves. */
export function readRunAddress(params: Record<string, string>): { source: string; key: string } {
  if (!isKey(params.key)) fail('invalid_id', 'This is not a run address. It is one or two IDs joined by a dot.');
  return { source: readId(params.source, 'source'), key: params.key };
}
