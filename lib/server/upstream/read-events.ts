import 'server-only';
import { fail, FailureError } from '../../domain/failure.ts';
import type { Answer } from './connection.ts';
import { bodyFailure } from './network-failure.ts';
import { redactSecrets } from './redact-secrets.ts';
import { readSseEvent, SseBlocks, type SseEvent } from './sse-blocks.ts';

/** Bytes of one event; nothing is held of a longer one. */
export const LONGEST_EVENT = 1_000_000;

/** Stands where an event was too long: what it told is to be read from the source. */
export const TOO_LONG = 'too long';

/**
 * The events of a stream while they arrive, secrets replaced, pulled only as fast as they are read. Throws `aborted` when
 * the asker left, `upstream_*` where it breaks off. `end` is called once it is over, in any way.
 */
export async function* readEvents(
  answer: Answer,
  name: string,
  signal: AbortSignal,
  end: () => void,
): AsyncGenerator<SseEvent | typeof TOO_LONG> {
  const reader = answer.body?.getReader();
  const decoder = new TextDecoder();
  const blocks = new SseBlocks(LONGEST_EVENT);
  const leave = () => void reader?.cancel().catch(() => undefined);
  signal.addEventListener('abort', leave, { once: true });
  try {
    while (reader) {
      const { done, value } = await reader.read();
      signal.throwIfAborted();
      for (const block of blocks.push(done ? decoder.decode() : decoder.decode(value, { stream: true }))) {
        const event = block === '' ? TOO_LONG : readSseEvent(redactSecrets(block));
        if (event) yield event;
      }
      if (done) break;
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
