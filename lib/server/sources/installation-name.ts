import 'server-only';
import { readEnvironment } from '../env.ts';

/** The name that the owner gave to this Runlens, for the top bar; null where there is none. */
export function installationName(): string | null {
  return readEnvironment().name;
}
