import 'server-only';
import { writeExactJson } from '../../domain/exact-json.ts';

/** Answers a value as JSON, with the numbers of sources as they were written. */
export function jsonResponse(value: object, init: { status?: number } = {}): Response {
  return new Response(writeExactJson(value), { ...init, headers: { 'content-type': 'application/json' } });
}
