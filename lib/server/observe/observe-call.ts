import 'server-only';
import { type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { metrics } from './metrics.ts';
import { currentRequest } from './request-record.ts';
import { isTracing } from './tracing-state.ts';

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
  const count = (status: number | string): void => {
    const record = currentRequest();
    if (record) {
      record.tries++;
      record.upstreamStatus = status;
    }
    metrics().callEnded({ source, status: String(status), seconds: (performance.now() - begun) / 1000 });
  };
  const answered = async (): Promise<T> => {
    try {
      const answer = await send();
      count(answer.status);
      return answer;
    } catch (error) {
      count(wordOf(error));
      throw error;
    }
  };
  if (!isTracing()) return answered();
  const attributes = { 'runlens.source': source, 'runlens.ability': ability, 'http.request.method': method };
  return trace
    .getTracer('runlens')
    .startActiveSpan(`${method} ${ability}`, { kind: SpanKind.CLIENT, attributes }, (span) => spanned(span, answered));
}

async function spanned<T extends { status: number }>(span: Span, send: () => Promise<T>): Promise<T> {
  try {
    const answer = await send();
    span.setAttribute('http.response.status_code', answer.status);
    if (answer.status >= 400) span.setStatus({ code: SpanStatusCode.ERROR });
    return answer;
  } catch (error) {
    span.setAttribute('error.type', wordOf(error));
    span.setStatus({ code: SpanStatusCode.ERROR });
    throw error;
  } finally {
    span.end();
  }
}

/** Why no answer came, as a label: words of ours only. */
function wordOf(error: unknown): 'aborted' | 'timeout' | 'unreachable' {
  for (let one = error; one instanceof Error; one = one.cause) {
    if (one.name === 'AbortError') return 'aborted';
    if ('code' in one && typeof one.code === 'string' && one.code.endsWith('_TIMEOUT')) return 'timeout';
  }
  return 'unreachable';
}
