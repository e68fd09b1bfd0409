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
  return read.success ? read.data : fail('invalid_request', `${form}${placeOf(read.error.issues[0])}`);
}

/** Where the first thing stands that is not as it should be, in a sentence. */
function placeOf(issue: z.core.$ZodIssue | undefined): string {
  if (issue?.code === 'unrecognized_keys') return ` It does not know ${issue.keys.map(shown).join(', ')}.`;
  return issue && issue.path.length > 0 ? ` Something is wrong at ${issue.path.map(shown).join('.')}.` : '';
}

function shown(key: PropertyKey): string {
  return String(key).slice(0, 80);
}
