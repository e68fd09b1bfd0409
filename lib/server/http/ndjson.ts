import 'server-only';
import { writeExactJson } from '../../domain/exact-json.ts';
import { errorBody, toFailure } from './failure-response.ts';

const encoder = new TextEncoder();

/**
 * Answers lines of JSON as they come; the generator is asked for more only when the client has taken what it got.
 * What it throws becomes a last line `{"type":"error","error":{…}}`.
 */
export function ndjsonResponse(batches: AsyncGenerator<readonly object[]>, requestId: string): Response {
  const send = (controller: ReadableStreamDefaultController<Uint8Array>, lines: readonly object[]) => {
    controller.enqueue(encoder.encode(lines.map((line) => `${writeExactJson(line)}\n`).join('')));
  };
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { value, done } = await batches.next();
        if (done) controller.close();
        else send(controller, value);
      } catch (error) {
        send(controller, [{ type: 'error', ...errorBody(toFailure(error, requestId), requestId) }]);
        controller.close();
      }
    },
    async cancel() {
      await batches.return(undefined);
    },
  });
  return new Response(body, {
    headers: {
      'content-type': 'application/x-ndjson; charset=utf-8',
      'cache-control': 'private, no-store, no-transform',
      'x-accel-buffering': 'no',
    },
  });
}
