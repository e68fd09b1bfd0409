import 'server-only';
import { fail, FailureError } from '../../domain/failure.ts';
import type { Answer } from './connection.ts';
import { bodyFailure } from './network-failure.ts';
import { redactSecrets } from './redact-secrets.ts';
import { readSseEvent, SseBlocks, type SseEvent } from './sse-blocks.ts';

/** Characters of one event; a longer one ends the stream. */
export const LONGEST_EVENT = 32 * 1024 * 1024;

/**
 * The events of a stream while they arrive, secrets replaced, pulled only as fast as they are read. Throws `aborted` when
 * the asker left, `upstream_*` where it breaks off. `end` is called once it is over, in any way.
 */
export async function* readEvents(
  answer: Answer,
  name: string,
  signal: AbortSignal,
  end: () => void,
): AsyncGenerator<SseEvent> {
  const reader = answer.body?.getReader();
  const decoder = new TextDecoder();
  const blocks = new SseBlocks();
  const leave = () => void reader?.cancel().catch(() => undefined);
  signal.addEventListener('abort', leave, { once: true });
  try {
    while (reader) {
      const { done, value } = await reader.read();
      signal.throwIfAborted();
      for (const block of blocks.push(done ? decoder.decode() : decoder.decode(value, { stream: true }))) {
        const event = readSseEvent(redactSecrets(block));
        if (event) yield event;
      }
      if (done) break;
      if (blocks.pending > LONGEST_EVENT) fail('upstream_too_large', `An event of ${name} is too large to be read.`);
    }
    if (blocks.rest().trim() !== '') fail('upstream_invalid', `The stream of ${name} broke off within an event.`);
  } catch (error) {
    if (signal.aborted) fail('aborted', 'The stream was given up.');
    throw error instanceof FailureError ? error : bodyFailure(error, name);
  } finally {
    signal.removeEventListener('abort', leave);
    leave();
    end();
  }
}
