import 'server-only';
import { type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { metrics } from './metrics.ts';
import { currentRequest } from './request-record.ts';

/** One try at a source, as far as it is told of: no address, id or query. */
export interface ObservedCall {
  /** Id of the source. */
  source: string;
  method: string;
  /** Which ability of the source is used. */
  ability: string;
}

/** Counts and times a try, from its begin to the headers of its answer, and notes it with the request that caused it. */
export async function observeCall<T extends { status: number }>(
  { source, method, ability }: ObservedCall,
  send: () => Promise<T>,
): Promise<T> {
  const begun = performance.now();
  const attributes = { 'runlens.source': source, 'runlens.ability': ability, 'http.request.method': method };
  const end = (span: Span, status: number | string): void => {
    const record = currentRequest();
    if (record) {
      record.tries++;
      record.upstreamStatus = status;
    }
    metrics().callEnded({ source, status: String(status), seconds: (performance.now() - begun) / 1000 });
    if (typeof status === 'number') span.setAttribute('http.response.status_code', status);
    else span.setAttribute('error.type', status);
    if (typeof status === 'string' || status >= 400) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
  };
  return trace
    .getTracer('runlens')
    .startActiveSpan(`${method} ${ability}`, { kind: SpanKind.CLIENT, attributes }, async (span) => {
      try {
        const answer = await send();
        end(span, answer.status);
        return answer;
      } catch (error) {
        end(span, wordOf(error));
        throw error;
      }
    });
}

/** Why no answer came, as a label: words of ours only. */
function wordOf(error: unknown): 'aborted' | 'timeout' | 'unreachable' {
  for (let one = error; one instanceof Error; one = one.cause) {
    if (one.name === 'AbortError') return 'aborted';
    if ('code' in one && typeof one.code === 'string' && one.code.endsWith('_TIMEOUT')) return 'timeout';
  }
  return 'unreachable';
}
