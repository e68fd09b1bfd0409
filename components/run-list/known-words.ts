import { KNOWN_WAYS, WAY_WORDS } from '#lib/domain/known-id.ts';
import type { KnownFetch, SourceInfo } from '#lib/domain/source.ts';
import { formatCount, formatCountOf } from '../ui/format.ts';

/** `41 known runs: 12 opened or listed, 29 imported`; without an archive the number alone. */
export function knownWords({ knownRuns, knownBy }: Pick<SourceInfo, 'knownRuns' | 'knownBy'>): string {
  const all = formatCountOf(knownRuns, 'known run');
  if (knownBy === null || knownRuns === 0) return all;
  const ways = KNOWN_WAYS.filter((way) => knownBy[way] > 0);
  const words = ways.map((way) => `${formatCount(knownBy[way])} ${WAY_WORDS[way]}`);
  return [all, words.join(', ')].filter(Boolean).join(': ');
}

/** How far the fetching of threads is: `12 of 40 threads fetched, 31 runs; 2 are not there`. Empty before any was asked for. */
export function fetchWords({ state, threads, done, runs, missingCount, failed, message }: KnownFetch): string {
  if (state === 'idle') return '';
  const parts = [`${formatCount(done)} of ${formatCountOf(threads, 'thread')} fetched, ${formatCountOf(runs, 'run')}`];
  if (missingCount > 0)
    parts.push(`${formatCount(missingCount)} ${missingCount === 1 ? 'is' : 'are'} not at the source`);
  if (failed > 0) parts.push(`${formatCount(failed)} could not be read`);
  const stopped = state === 'stopped' ? ' Stopped.' : '';
  return `${parts.join('; ')}.${stopped}${message ? ` ${message}` : ''}`;
}
