import 'server-only';
import type * as z from 'zod/mini';
import { readExactJson } from '../../domain/exact-json.ts';
import { fail } from '../../domain/failure.ts';
import { hasReserved, RESERVED } from '../../domain/reserved-member.ts';

/**
 * The JSON body of a request, checked. Throws `payload_too_large` as soon as more than `most` bytes came, `invalid_request`
 * for what is not JSON or not of the schema; `form` says in a sentence what is expected. `exact`: numbers that JavaScript
 * would write otherwise stay as they are written.
 */
export async function readJson<T>(
  request: Request,
  schema: z.ZodMiniType<T>,
  form: string,
  most: number,
  { exact = false } = {},
): Promise<T> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of request.body ?? []) {
    size += part.length;
    if (size > most) fail('payload_too_large', `The body is larger than ${most} bytes.`);
    parts.push(part);
  }
  const text = Buffer.concat(parts).toString('utf8');
  let value: unknown;
  let reserved = false;
  try {
    value = exact ? readExactJson(text) : JSON.parse(text);
    reserved = exact && hasReserved(text);
  } catch {
    return fail('invalid_request', `The body is not JSON. ${form}`);
  }
  if (reserved) fail('invalid_request', `A member cannot be named ${RESERVED}.`);
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
