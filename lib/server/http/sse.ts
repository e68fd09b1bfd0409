import 'server-only';
import { errorBody, toFailure } from './failure-response.ts';

/** One server-sent event; `data` is JSON, which has no line breaks. */
export interface SseFrame {
  id: string | null;
  event: string;
  data: string;
}

/** A comment is sent after so long a silence, ms, so that nobody between takes the connection for dead. */
const HEARTBEAT = 10_000;
/** After how long a browser whose connection ended comes back, ms. */
const RETRY = 2_000;

const encoder = new TextEncoder();

/**
 * Answers server-sent events as they come: whole events only, the generator is asked for more only when the client has taken
 * what it got. What it throws becomes a last event `error`. `leave` is aborted when the client leaves, or has all.
 */
export function sseResponse(
  batches: AsyncGenerator<readonly SseFrame[]>,
  requestId: string,
  leave: AbortController,
  heartbeat = HEARTBEAT,
): Response {
  type Next = IteratorResult<readonly SseFrame[]> | 'failed';
  let pending: Promise<Next> | null = null;
  let failure: unknown;
  const next = (): Promise<Next> =>
    (pending ??= batches.next().catch((error: unknown) => {
      failure = error;
      return 'failed' as const;
    }));
  const body = new ReadableStream<Uint8Array>(
    {
      start: (controller) => controller.enqueue(encoder.encode(`retry: ${RETRY}\n\n`)),
      async pull(controller) {
        const silence = Promise.withResolvers<'silence'>();
        const timer = setTimeout(() => silence.resolve('silence'), heartbeat);
        const result = await Promise.race([next(), silence.promise]);
        clearTimeout(timer);
        if (result === 'silence') return controller.enqueue(encoder.encode(': hb\n\n'));
        pending = null;
        if (result === 'failed') {
          const data = JSON.stringify(errorBody(toFailure(failure, requestId), requestId));
          controller.enqueue(encoder.encode(sseText({ id: null, event: 'error', data })));
        }
        if (result === 'failed' || result.done) {
          leave.abort();
          return controller.close();
        }
        controller.enqueue(encoder.encode(result.value.map(sseText).join('')));
      },
      cancel() {
        leave.abort();
        void batches.return(undefined);
      },
    },
    { highWaterMark: 1 },
  );
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'private, no-store, no-transform',
      'x-accel-buffering': 'no',
    },
  });
}

function sseText({ id, event, data }: SseFrame): string {
  return `${id === null ? '' : `id: ${id}\n`}event: ${event}\ndata: ${data}\n\n`;
}
