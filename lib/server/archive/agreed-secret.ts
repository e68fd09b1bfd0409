import 'server-only';
import { randomBytes } from 'node:crypto';
import { readEnvironment } from '../env.ts';
import { processState } from '../process-state.ts';
import type { Archive } from './archive.ts';

/**
 * RUNLENS_SECRET, or one that all servers of the archive have agreed on, made by the first of them; `id` says what it is for, so
 * that each purpose has its own.
 */
export async function agreedSecret(
  id: 'session' | 'share',
  records: () => Promise<Pick<Archive, 'agreeOnRecord'>>,
): Promise<string> {
  const given = readEnvironment().secret;
  if (given) return given.reveal();
  const memory = processState(`${id}-secret`, (): { value: string | null } => ({ value: null }));
  memory.value ??= await (await records()).agreeOnRecord('secret', {
    id,
    value: randomBytes(32).toString('base64url'),
  });
  return memory.value;
}
