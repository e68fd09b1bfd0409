import 'server-only';
import { processState } from '../process-state.ts';
import type { Dialect } from './dialect.ts';
import { rememberAnswer, recallAnswer } from './recent-answers.ts';
import type { Upstream, UpstreamRequest } from './upstream-fetch.ts';
import type { WireObject } from './wire-store.ts';

/** Hears the objects of every JSON answer of every source, lists oldest first, after the asker has got the answer. */
export type WireListener = (source: string, objects: WireObject[]) => void;

const listeners = () => processState('wire-listeners', () => new Set<WireListener>());

/** Has a listener hear from now on; gives back what ends it. Without listeners answers are not looked into. */
export function onWireObjects(listener: WireListener): () => void {
  listeners().add(listener);
  return () => void listeners().delete(listener);
}

/** A source's door whose answers the listeners hear. A listener that throws costs a warning, never the call. */
export function tapUpstream(upstream: Upstream, source: string, dialect: Pick<Dialect, 'wireObjects'>): Upstream {
  return {
    getBytes: (request) => upstream.getBytes(request),
    async getJson(request) {
      const askedAt = Date.now();
      const answer = await upstream.getJson(request);
      if (listeners().size === 0) return answer;
      rememberAnswer(source, request, answer, askedAt);
      setImmediate(() => {
        try {
          const objects = dialect.wireObjects({ path: request.path, query: request.query, ...answer });
          if (objects.length > 0) for (const listener of listeners()) listener(source, objects);
        } catch (error) {
          process.emitWarning(
            `An answer was not looked into: ${error instanceof Error ? error.message : 'unknown error'}`,
          );
        }
      });
      return answer;
    },
  };
}

/** A door that hands the objects of every answer over before it gives it. The listeners do not hear what is read here. */
export function heardUpstream(
  upstream: Upstream,
  dialect: Pick<Dialect, 'wireObjects'>,
  hear: (objects: WireObject[]) => void,
): Upstream {
  return {
    getBytes: (request) => upstream.getBytes(request),
    async getJson(request) {
      const answer = await upstream.getJson(request);
      hear(dialect.wireObjects({ path: request.path, query: request.query, ...answer }));
      return answer;
    },
  };
}

/**
 * A source's door that hands the objects of every answer over before it gives it, and takes answers that others got after
 * `since()` (ms since 1970) instead of asking again. No answer may be larger than lists are, and the listeners do not hear
 * what is read here.
 */
export function collectingUpstream(
  upstream: Upstream,
  source: string,
  dialect: Pick<Dialect, 'wireObjects'>,
  hear: (objects: WireObject[]) => void,
  since: () => number,
): Upstream {
  const recalling: Upstream = {
    getBytes: (request) => upstream.getBytes(request),
    getJson: async (request) => recallAnswer(source, request, since()) ?? upstream.getJson(usual(request)),
  };
  return heardUpstream(recalling, dialect, hear);
}

/** Without a size of its own, so that the usual limit holds. */
function usual(request: UpstreamRequest): UpstreamRequest {
  const bounded = { ...request };
  delete bounded.maxBytes;
  return bounded;
}
