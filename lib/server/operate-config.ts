import 'server-only';
import type { Report } from './configuration-error.ts';
import { Secret } from './secret.ts';
import { isHeaderValue, type Lookup } from './source-auth.ts';

/** What Runlens may change at sources, and who may call them through it. */
export interface OperateConfig {
  /** Whether runs may be started, answered, changed and cancelled. */
  operate: boolean;
  /** What SDK clients present at the pass-through; null switches it off. */
  proxyToken: Secret | null;
  /** How long the pass-through waits for a source that is silent, ms. */
  proxyTimeout: number;
}

/** Long enough that nobody guesses it within a human life at the speed of the network. */
const SHORTEST_TOKEN = 16;
const LONGEST_TOKEN = 512;

/** Reads RUNLENS_OPERATE, RUNLENS_PROXY_TOKEN and RUNLENS_PROXY_TIMEOUT_S; reports what cannot be used. */
export function readOperateConfig(read: Lookup, report: Report): OperateConfig {
  const operate = read('RUNLENS_OPERATE');
  if (operate !== undefined && operate !== '0' && operate !== '1') report('RUNLENS_OPERATE', 'must be 1, 0 or absent');
  const token = read('RUNLENS_PROXY_TOKEN');
  if (token !== undefined) {
    if (token.length < SHORTEST_TOKEN || token.length > LONGEST_TOKEN) {
      report(
        'RUNLENS_PROXY_TOKEN',
        `must have ${SHORTEST_TOKEN} to ${LONGEST_TOKEN} characters, so that nobody guesses it`,
      );
    } else if (!isHeaderValue(token) || token.includes(' ')) {
      report('RUNLENS_PROXY_TOKEN', 'holds spaces or other characters that no bearer token can have');
    }
  }
  const timeout = read('RUNLENS_PROXY_TIMEOUT_S') ?? '600';
  if (!/^[1-9]\d{0,4}$/.test(timeout)) {
    report('RUNLENS_PROXY_TIMEOUT_S', 'must be a whole number of seconds from 1 to 99999');
  }
  return {
    operate: operate === '1',
    proxyToken: token === undefined ? null : new Secret(token),
    proxyTimeout: Number(timeout) * 1000,
  };
}
