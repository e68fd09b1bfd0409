import 'server-only';
import { createHash, timingSafeEqual } from 'node:crypto';
import { fail } from '../../domain/failure.ts';
import { readEnvironment } from '../env.ts';
import { isThisMachine } from './peer.ts';

/**
 * Lets only those read metrics who present RUNLENS_METRICS_TOKEN; without such a token, only programs on this machine that no
 * proxy stands before. Throws `unauthorized` or `forbidden`.
 */
export function requireMetricsReader(headers: Headers): void {
  const { metricsToken } = readEnvironment();
  if (metricsToken === null) {
    if (isThisMachine(headers)) return;
    fail(
      'forbidden',
      'Metrics are read from the same machine only. Set RUNLENS_METRICS_TOKEN to read them from elsewhere.',
    );
  }
  const sent = /^Bearer +(\S{1,1000})$/i.exec(headers.get('authorization') ?? '')?.[1] ?? '';
  if (!timingSafeEqual(hash(sent), hash(metricsToken.reveal()))) {
    fail('unauthorized', 'Metrics want the header Authorization: Bearer with the token of RUNLENS_METRICS_TOKEN.');
  }
}

function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
