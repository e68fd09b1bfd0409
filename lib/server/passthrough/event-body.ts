import 'server-only';
import { type Failure, FailureError } from '../../domain/failure.ts';
import type { StreamEnding } from '../archive/archive.ts';
import { bodyFailure } from '../upstream/network-failure.ts';
import type { PassedAnswer } from '../upstream/pass-through-call.ts';
import { parseDeepJson } from '../upstream/without-too-deep.ts';
import { hideSecrets } from '../upstream/secret-filter.ts';
import { readSseEvent, SseBlocks, type SseEvent } from '../upstream/sse-blocks.ts';

/** How a stream is handed on. */
export interface EventPass {
  /** Name of the source for people. */
  name: string;
  /** Secrets that are the caller's own. */
  own: readonly string[];
  requestId: string;
  /** Fires when the caller has left. */
  signal: AbortSignal;
  /** Hears every event that is handed on, and how the stream ended. */
  ear: { event(event: SseEvent): void; end(ending: StreamEnding, error?: unknown): void };
}

/** Characters of one event; a longer one ends the stream. Callers get what their source sends, unchanged. */
const LONGEST_PASSED = 32 * 1024 * 1024;

const encoder = new TextEncoder();

/**
 * The events of a stream, each handed on as soon as it is whole and as it stood, keys replaced; pulled only as fast as they
 * are read. A stream that breaks off ends with `event: error`, never with a part of an event.
 */
export function eventBody(
  answer: PassedAnswer,
  { name, own, requestId, signal, ear }: EventPass,
): ReadableStream<Uint8Array> {
  const bytes = answer.body[Symbol.asyncIterator]();
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const blocks = new SseBlocks();
  type Controller = ReadableStreamDefaultController<Uint8Array>;

  const give = (controller: Controller, found: readonly string[]): void => {
    const clean = found.map((block) => hideSecrets(block, own));
    controller.enqueue(encoder.encode(clean.join('')));
    for (const block of clean) {
      const event = readSseEvent(block);
      if (event) ear.event(event);
    }
  };
  const breakOff = (controller: Controller, { failure }: FailureError): void => {
    answer.end();
    controller.enqueue(encoder.encode(errorEvent(failure, requestId)));
    controller.close();
  };
  const finish = (controller: Controller): void => {
    const last = [...blocks.push(decoder.decode()), ...wholeRest(blocks.rest())];
    if (last.length > 0) give(controller, last);
    if (last.length === 0 && blocks.rest().trim() !== '') throw cut(name);
    answer.end();
    controller.close();
    ear.end('done');
  };

  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          for (;;) {
            const { done, value } = await bytes.next();
            if (done) return finish(controller);
            const found = blocks.push(decoder.decode(value, { stream: true }));
            if (found.length > 0) return give(controller, found);
            if (blocks.pending > LONGEST_PASSED) throw tooLarge(name);
          }
        } catch (error) {
          const failure = error instanceof FailureError ? error : bodyFailure(error, name);
          ear.end(signal.aborted ? 'left' : 'cut', failure);
          breakOff(controller, failure);
        }
      },
      cancel() {
        answer.end();
        ear.end('left');
      },
    },
    { highWaterMark: 0 },
  );
}

/** The last event of a stream that ends without its empty line, where it is whole by its own account. */
function wholeRest(rest: string): string[] {
  const event = readSseEvent(rest);
  if (!event || (event.data !== '[DONE]' && parseDeepJson(event.data).problem !== null)) return [];
  return [`${rest.replace(/[\r\n]+$/, '')}\n\n`];
}

function errorEvent({ code, message }: Failure, requestId: string): string {
  return `event: error\ndata: ${JSON.stringify({ error: { code, message, request_id: requestId } })}\n\n`;
}

function cut(name: string): FailureError {
  return new FailureError({ code: 'upstream_invalid', message: `The stream of ${name} broke off within an event.` });
}

function tooLarge(name: string): FailureError {
  return new FailureError({ code: 'upstream_too_large', message: `An event of ${name} is too large to be handed on.` });
}
