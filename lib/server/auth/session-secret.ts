import 'server-only';
import { randomBytes } from 'node:crypto';
import { readEnvironment } from '../env.ts';
import { processState } from '../process-state.ts';
import { accessRecords } from './access-records.ts';

/** What cookies are sealed with: RUNLENS_SECRET, or one that all servers of the archive have agreed on. */
export async function sessionSecret(): Promise<string> {
  const given = readEnvironment().secret;
  if (given) return given.reveal();
  const memory = processState('session-secret', (): { value: string | null } => ({ value: null }));
  memory.value ??= await (await accessRecords()).agreeOnRecord('secret', {
    id: 'session',
    value: randomBytes(32).toString('base64url'),
  });
  return memory.value;
}
