import 'server-only';
import { isJsonObject, type Json, type JsonObject } from '../../domain/json.ts';
import { isId } from '../../domain/ids.ts';
import { type JsonSlice, sliceElements, sliceMembers, sliceValue } from '../upstream/json-slices.ts';
import type { WireObject } from '../upstream/wire-store.ts';
import type { Finds } from './finds.ts';
import { IMPORT_LIMITS } from './import-limits.ts';
import { parseImported } from './parse-imported.ts';
import { SseEvents } from './sse-events.ts';

/** Finds objects in a value; see `findObjects`. */
type Find = (value: Json, text: string, finds: Finds) => boolean;

/** A file of recorded traffic: `{"exchanges":[{"request","response"}]}`. */
export function isExchangeFile(value: JsonObject): boolean {
  return (
    Array.isArray(value.exchanges) && value.exchanges.some((one) => isJsonObject(one) && isJsonObject(one.response))
  );
}

/**
 * Reads recorded exchanges in their order, so that later states replace earlier ones. Ids that an object does not name are
 * those of the path and query it was asked for with. An exchange in which nothing is known is kept whole, as raw.
 */
export function readExchanges(file: JsonObject, text: string, finds: Finds, find: Find): boolean {
  const list = sliceMembers(text, sliceValue(text)).get('exchanges');
  const slices = list ? sliceElements(text, list) : [];
  (file.exchanges as Json[]).forEach((exchange, i) => {
    const slice = slices[i];
    if (slice && isJsonObject(exchange) && !readExchange(exchange, { text, slice }, finds, find)) {
      finds.raw(text.slice(slice.start, slice.end));
    }
  });
  return slices.length > 0;
}

interface Cut {
  text: string;
  slice: JsonSlice;
}

function readExchange(exchange: JsonObject, cut: Cut, finds: Finds, find: Find): boolean {
  const response = isJsonObject(exchange.response) ? exchange.response : {};
  const asked = askedFor(exchange.request ?? null, finds);
  let known = false;
  const held: WireObject[] = [];
  const passed: Parameters<Finds['passed']>[] = [];
  const within: Finds = {
    dialects: finds.dialects,
    raw: () => undefined,
    passed: (...one) => void passed.push(one),
    object(object) {
      known = true;
      held.push(asked.complete(object));
    },
    delta(value, payload) {
      const taken = finds.delta(value, payload);
      known ||= taken;
      return taken;
    },
  };
  const body = response.body ?? null;
  if (typeof body === 'string') readText(body, within, find);
  else {
    const bodyText = bodyOf(cut);
    find(body, bodyText, within);
    if (!known) for (const object of asked.byPath(body, bodyText, response.status ?? null)) within.object(object);
  }
  // Lists whose times differ are in order already.
  const ties = held.every(({ createdAt }) => createdAt === held[0]?.createdAt);
  for (const object of asked.newestFirst && ties ? held.toReversed() : held) finds.object(object);
  if (known) for (const one of passed) finds.passed(...one);
  return known;
}

/** A body that was recorded as text: an event stream, or JSON. */
function readText(body: string, finds: Finds, find: Find): void {
  if (/^\s*(?:event|data|id|retry)?:/.test(body)) {
    const events = new SseEvents(IMPORT_LIMITS, ({ data }) => {
      const { value, problem } = parseImported(data);
      if (problem === null) find(value, data, finds);
    });
    events.push(body);
    events.end();
    return;
  }
  const { value, problem } = parseImported(body);
  if (problem === null) find(value, body, finds);
}

function bodyOf({ text, slice }: Cut): string {
  const response = sliceMembers(text, slice).get('response');
  const body = response ? sliceMembers(text, response).get('body') : undefined;
  return body ? text.slice(body.start, body.end) : 'null';
}

interface Asked {
  /** Whether a list in the answer begins with the newest. */
  newestFirst: boolean;
  complete(object: WireObject): WireObject;
  /** Objects without words of their own that the path gives away. */
  byPath(body: Json, text: string, status: Json): WireObject[];
}

function askedFor(request: Json, { dialects }: Finds): Asked {
  const { method = null, path = null, query = null } = isJsonObject(request) ? request : {};
  const parts = typeof path === 'string' ? path.split('/').filter((part) => part !== '') : [];
  const named = (name: string): string | null => {
    const pair = Array.isArray(query) ? query.find((one) => Array.isArray(one) && one[0] === name) : null;
    return Array.isArray(pair) && typeof pair[1] === 'string' ? pair[1] : null;
  };
  const address = typeof path === 'string' ? `https://host${path.startsWith('/') ? '' : '/'}${path}` : '';
  const ids = dialects
    .map((dialect) => (address === '' ? null : dialect.recognise(address)))
    .find((one) => one !== null);
  const runAsked = named('run_id');
  return {
    newestFirst: method === 'GET' && named('order') !== 'asc',
    complete(object) {
      const { kind } = object;
      const below = kind === 'run' || kind === 'step' || kind === 'message';
      const runId = kind === 'step' ? (ids?.runId ?? null) : kind === 'message' && isId(runAsked) ? runAsked : null;
      return {
        ...object,
        threadId: object.threadId ?? (below ? (ids?.threadId ?? null) : null),
        runId: object.runId ?? runId,
      };
    },
    byPath(value, text, status) {
      if (method !== 'GET' || !isJsonObject(value) || isJsonObject(value.error)) return [];
      if (typeof status === 'number' && (status < 200 || status > 299)) return [];
      for (let from = 0; from < parts.length; from++) {
        for (const dialect of dialects) {
          const found = dialect.wireObjects({ path: parts.slice(from), value, text });
          if (found.length > 0) return found;
        }
      }
      return [];
    },
  };
}
