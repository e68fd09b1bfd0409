import 'server-only';
import { FailureError, fail } from '../../domain/failure.ts';
import type { Answer } from './connection.ts';
import { bodyFailure, cutBody } from './network-failure.ts';

/** Size that the answer promises; null where it does not say. */
export function promisedBytes(answer: Answer): number | null {
  const text = answer.headers.get('content-length')?.trim() ?? '';
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
}

/** Throws `upstream_invalid` when the answer is compressed although it was asked not to be. */
export async function refuseEncoding(answer: Answer, name: string): Promise<void> {
  const encoding = answer.headers.get('content-encoding')?.trim().toLowerCase() ?? '';
  if (encoding === '' || encoding === 'identity') return;
  await discard(answer);
  fail(
    'upstream_invalid',
    `${name} answered compressed although it was asked not to. Switch compression off for Runlens.`,
  );
}

/** Reads a whole body as strict UTF-8 and stops at once beyond `most` bytes. Throws `upstream_*` failures. */
export async function readText(answer: Answer, most: number, name: string): Promise<string> {
  const promised = promisedBytes(answer);
  const reader = answer.body?.getReader();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const parts: string[] = [];
  let received = 0;
  try {
    if (promised !== null && promised > most) tooLarge(most, name);
    while (reader) {
      const { done, value } = await reader.read();
      if (done) break;
      received += value.byteLength;
      if (received > most) tooLarge(most, name);
      parts.push(decode(decoder, value, name));
    }
  } catch (error) {
    await reader?.cancel().catch(() => undefined);
    throw error instanceof FailureError ? error : bodyFailure(error, name);
  }
  if (promised !== null && received !== promised) throw cutBody(name);
  parts.push(decode(decoder, null, name));
  return parts.join('');
}

/** Lets go of a body that nobody wants. */
export async function discard(answer: Answer): Promise<void> {
  await answer.body?.cancel().catch(() => undefined);
}

function decode(decoder: TextDecoder, chunk: Uint8Array | null, name: string): string {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
  } catch {
    return fail('upstream_invalid', `The answer of ${name} is not UTF-8 text.`);
  }
}

function tooLarge(most: number, name: string): never {
  const limit = most >= 1024 * 1024 ? `${Math.floor(most / 1024 / 1024)} MB` : `${most} bytes`;
  return fail('upstream_too_large', `The answer of ${name} is larger than ${limit} and was not read.`);
}
