import 'server-only';
import { hideSecrets, SecretFilter } from '../upstream/secret-filter.ts';
import { secretSpellings } from '../upstream/redact-secrets.ts';
import { bodyFailure } from '../upstream/network-failure.ts';
import type { PassedAnswer } from '../upstream/pass-through-call.ts';

/** Bodies up to this size are read whole before they are handed on, bytes. */
const SMALL = 256 * 1024;
/** Text of an answer that is looked into for the archive, bytes. */
const MOST_HEARD = 4 * 1024 * 1024;

/** How a body is handed on. */
export interface BodyPass {
  /** Name of the source for people. */
  name: string;
  /** Secrets that are the caller's own. */
  own: readonly string[];
  /** Takes the text that was handed on, once, where it came whole and is not too long. */
  hear?: ((text: string) => void) | undefined;
}

/** Whether a type is of text, in which keys are replaced; bytes of files are handed on as they are. */
function isText(type: string | null): boolean {
  return (
    type === null || /^\s*(?:text\/|application\/(?:[\w.+-]*(?:json|xml|javascript)|x-www-form-urlencoded))/i.test(type)
  );
}

/**
 * The body of an answer, keys replaced in texts. A small one is read first, so that one that breaks off becomes an error
 * (`upstream_*` is thrown); a large one is pulled as fast as it is read, and the connection is cut where it breaks off.
 */
export async function passedBody(answer: PassedAnswer, pass: BodyPass): Promise<BodyInit> {
  const { headers } = answer;
  const length = headers.get('content-length');
  const text = isText(headers.get('content-type'));
  if (length === null || !(Number(length) <= SMALL)) return streamedBody(answer, pass, text);
  const whole = await answer
    .whole()
    .catch((error: unknown) => {
      throw bodyFailure(error, pass.name);
    })
    .finally(answer.end);
  const bytes = Buffer.from(whole.buffer as ArrayBuffer, whole.byteOffset, whole.byteLength);
  if (!text) return bytes;
  const clean = hidden(bytes, pass.own);
  pass.hear?.(clean.toString('utf8'));
  return clean;
}

/** Bytes of a text without secrets; most have none and stay as they are. */
function hidden(bytes: Buffer<ArrayBuffer>, own: readonly string[]): Buffer<ArrayBuffer> {
  const holds = (spelling: string) => bytes.includes(spelling, 0, 'latin1');
  if (!secretSpellings().some(holds) && !own.some(holds)) return bytes;
  return Buffer.from(hideSecrets(bytes.toString('latin1'), own), 'latin1');
}

function streamedBody(answer: PassedAnswer, { name, own, hear }: BodyPass, text: boolean): ReadableStream<Uint8Array> {
  const filter = text ? new SecretFilter(own) : null;
  const bytes = answer.body[Symbol.asyncIterator]();
  let heard: Uint8Array[] | null = text && hear ? [] : null;
  let size = 0;
  const give = (controller: ReadableStreamDefaultController<Uint8Array>, part: Uint8Array): boolean => {
    if (part.byteLength === 0) return false;
    size += part.byteLength;
    if (size > MOST_HEARD) heard = null;
    heard?.push(part);
    controller.enqueue(part);
    return true;
  };
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          for (;;) {
            const { done, value } = await bytes.next();
            if (done) {
              if (filter) give(controller, filter.end());
              answer.end();
              controller.close();
              if (heard) hear?.(Buffer.concat(heard).toString('utf8'));
              return;
            }
            if (give(controller, filter ? filter.push(value) : value)) return;
          }
        } catch (error) {
          answer.end();
          controller.error(bodyFailure(error, name));
        }
      },
      cancel: () => answer.end(),
    },
    { highWaterMark: 0 },
  );
}
