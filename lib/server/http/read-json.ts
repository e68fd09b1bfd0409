import 'server-only';
import type * as z from 'zod/mini';
import { fail } from '../../domain/failure.ts';

/**
 * The JSON body of a request, checked. Throws `payload_too_large` as soon as more than `most` bytes came, `invalid_request`
 * for what is not JSON or not of the schema; `form` says in a sentence what is expected.
 */
export async function readJson<T>(request: Request, schema: z.ZodMiniType<T>, form: string, most: number): Promise<T> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of request.body ?? []) {
    size += part.length;
    if (size > most) fail('payload_too_large', `The body is larger than ${most} bytes.`);
    parts.push(part);
  }
  let value: unknown;
  try {
    value = JSON.parse(Buffer.concat(parts).toString('utf8'));
  } catch {
    return fail('invalid_request', `The body is not JSON. ${form}`);
  }
  const read = schema.safeParse(value);
  return read.success ? read.data : fail('invalid_request', form);
}
