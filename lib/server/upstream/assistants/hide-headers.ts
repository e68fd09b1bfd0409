import 'server-only';
import { isJsonObject, type Json, type JsonObject } from '../../../domain/json.ts';

/** Stands where a source echoed the value of a header that an agent sends to a tool server. */
const HIDDEN = 'hidden';

/**
 * Replaces what stands under any `headers` or `authorization` key, at any depth: names of headers stay, their values
 * become the word above. Azure echoes headers of MCP servers as "REDACTED" (observed 2025); other hosts may not.
 */
export function hideHeaders(value: Json): Json {
  if (Array.isArray(value)) return value.map(hideHeaders);
  return isJsonObject(value) ? hideHeadersIn(value) : value;
}

/** The same for a value that is known to be an object. */
export function hideHeadersIn(value: JsonObject): JsonObject {
  const entries = Object.entries(value).map(([name, inner]): [string, Json] => [
    name,
    /^(?:headers|authorization)$/i.test(name) ? hide(inner) : hideHeaders(inner),
  ]);
  return Object.fromEntries(entries);
}

function hide(value: Json): Json {
  if (value === null || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map(() => HIDDEN);
  if (!isJsonObject(value)) return HIDDEN;
  return Object.fromEntries(Object.keys(value).map((name) => [name, HIDDEN]));
}
