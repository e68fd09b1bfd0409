import 'server-only';
import type { SourceError } from '../../../domain/run.ts';
import type { WireObject } from './wire.ts';

/** Maps `last_error` of a run or step, an object or, on careless hosts, a bare sentence. */
export function lastErrorToDomain(owner: WireObject): SourceError | null {
  const error = owner.part('last_error');
  if (!error) {
    const message = owner.text('last_error');
    return message === null ? null : { code: null, message, extra: {} };
  }
  return { code: error.text('code'), message: error.text('message'), extra: error.rest() };
}
