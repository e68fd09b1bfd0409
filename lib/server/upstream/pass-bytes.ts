import 'server-only';
import { FailureError } from '../../domain/failure.ts';
import type { Answer } from './connection.ts';
import type { Deadline } from './deadline.ts';
import { bodyFailure, cutBody } from './network-failure.ts';
import { promisedBytes } from './read-body.ts';

/**
 * The body of an answer, pulled only as fast as it is read. It errors with a `FailureError` when the source is silent too
 * long, sends less than promised, breaks off, or when the asker leaves; `end` is called once it is over, in any way.
 */
export function passBytes(
  answer: Answer,
  deadline: Deadline,
  name: string,
  end: () => void,
): ReadableStream<Uint8Array> {
  const reader = answer.body?.getReader();
  const promised = promisedBytes(answer);
  let received = 0;
  let over = false;
  const finish = () => {
    over = true;
    end();
  };
  const giveUp = (controller: ReadableStreamDefaultController<Uint8Array>, error: unknown) => {
    if (over) return;
    finish();
    controller.error(failureOf(error, deadline, name));
    reader?.cancel().catch(() => undefined);
  };
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        deadline.signal.addEventListener('abort', () => giveUp(controller, null), { once: true });
      },
      async pull(controller) {
        try {
          const next = await reader?.read();
          if (over) return;
          if (next?.value) {
            received += next.value.byteLength;
            controller.enqueue(next.value);
            return;
          }
          if (promised !== null && received !== promised) throw cutBody(name);
          finish();
          controller.close();
        } catch (error) {
          giveUp(controller, error);
        }
      },
      async cancel() {
        finish();
        await reader?.cancel().catch(() => undefined);
      },
    },
    { highWaterMark: 0 },
  );
}

function failureOf(error: unknown, deadline: Deadline, name: string): FailureError {
  try {
    deadline.check();
  } catch (ended) {
    if (ended instanceof FailureError) return ended;
  }
  return error instanceof FailureError ? error : bodyFailure(error, name);
}
