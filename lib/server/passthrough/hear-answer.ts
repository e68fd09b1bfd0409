import 'server-only';
import { processState } from '../process-state.ts';
import { parseDeepJson } from '../upstream/without-too-deep.ts';
import type { Source } from '../upstream/sources.ts';
import type { WireObject } from '../upstream/wire-store.ts';
import { hearLater } from './hear-objects.ts';

/** Answers that are known by their text, so that polling costs nothing: how many, and how long, characters. */
const MOST_KNOWN = 500;
const LONGEST_KNOWN = 32 * 1024;

const known = () => processState('passed-answers', () => new Map<string, string>());

/** A JSON answer that was handed on to somebody. */
export interface PassedJson {
  method: string;
  path: readonly string[];
  /** The query as it was written. */
  search: string;
  text: string;
}

/** Has the objects of an answer kept soon; one that says what it said before is passed over. Returns at once. */
export function hearAnswer(source: Source, answer: PassedJson): void {
  const { method, path, search, text } = answer;
  const place = `${source.id} ${method} ${path.join('/')}?${search}`;
  const last = known();
  if (last.get(place) === text) return;
  last.delete(place);
  if (text.length <= LONGEST_KNOWN) last.set(place, text);
  if (last.size > MOST_KNOWN) last.delete(last.keys().next().value ?? '');
  hearLater(source, text.length, () => objectsOf(source, answer));
}

/** Objects of a read by their address, as lists may leave it out; of a write by what it answered. */
function objectsOf({ dialect }: Source, { method, path, search, text }: PassedJson): WireObject[] {
  const { value, problem } = parseDeepJson(text);
  if (problem !== null) return [];
  if (method !== 'GET') return dialect.wireObjectsOf(value, text);
  const query = [...new URLSearchParams(search)];
  // Lists come newest first unless they are asked for otherwise.
  if (!query.some(([name]) => name === 'order')) query.push(['order', 'desc']);
  return dialect.wireObjects({ path, query, value, text });
}
