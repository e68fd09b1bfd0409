import { setTimeout } from 'node:timers/promises';
import { createSampleHandler } from '#lib/server/upstream/sample/handler.ts';
import { agentHandler } from './agent-host.ts';
import { bigWorld } from './big-world.ts';
import { clockWorld } from './clock-world.ts';
import { faultyHandler } from './faulty.ts';
import { hostileWorld } from './hostile-world.ts';
import { outputWorld } from './output-world.ts';
import { readRecorded, recordedWorld } from './recorded-world.ts';
import { type Handler, wireError, worldHandler } from './world.ts';

const SLOW_MS = 700;

export interface UpstreamKeys {
  /** What every mount but the hostile one wants as `Authorization: Bearer`. */
  bearer: string;
  /** What the hostile mount wants as `api-key`: without the looks of a key, so that only its value gives it away. */
  plain: string;
}

/** A host of its own below `/<name>/v1`. */
export interface Mount {
  handler: Handler;
  /** Whether it takes anything but reads. */
  writes?: boolean;
  /** Whether a request carries the key. */
  allows(request: Request): boolean;
}

const path = (request: Request) => new URL(request.url).pathname;

/** A host that does not have one of the protocol's paths. */
function without(handler: Handler, lacking: RegExp, status: number): Handler {
  return (request) => (lacking.test(path(request)) ? wireError(status, 'Not implemented.') : handler(request));
}

/** All hosts by name; `sample` is the built-in sample source behind a key. */
export function mounts(keys: UpstreamKeys, recordings: string | null): Map<string, Mount> {
  const bearer = (request: Request) => request.headers.get('authorization') === `Bearer ${keys.bearer}`;
  const sample: Handler = createSampleHandler();
  const slow: Handler = async (request) => {
    await setTimeout(SLOW_MS, undefined, { signal: request.signal }).catch(() => {});
    return sample(request);
  };
  const byBearer: Record<string, Handler> = {
    sample,
    slow,
    'no-list': without(sample, /\/v1\/threads$/, 404),
    'no-steps': without(sample, /\/steps(?:\/|$)/, 501),
    faulty: faultyHandler(keys.bearer),
    big: worldHandler(bigWorld()),
    clocks: worldHandler(clockWorld()),
    outputs: worldHandler(outputWorld()),
  };
  if (recordings !== null) byBearer.recorded = worldHandler(recordedWorld(readRecorded(recordings)));
  const found = new Map<string, Mount>(
    Object.entries(byBearer).map(([name, handler]) => [name, { handler, allows: bearer }]),
  );
  const hostile = worldHandler(hostileWorld(keys.plain));
  for (const name of ['agents', 'sdk']) found.set(name, { handler: agentHandler(), allows: bearer, writes: true });
  return found.set('hostile', { handler: hostile, allows: (request) => request.headers.get('api-key') === keys.plain });
}
