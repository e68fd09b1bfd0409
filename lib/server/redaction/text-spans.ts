import 'server-only';
import type { TextSpan } from '../upstream/text-role.ts';
import { type Edit, moveRange, applyEdits } from './edits.ts';
import { decodeString, type JsonToken } from './json-walk.ts';

/** A value of an object that tells of a range of a text. */
export interface SpanToken {
  span: TextSpan;
  token: JsonToken;
  path: readonly (string | number)[];
}

interface Owner {
  text: string;
  tokens: Partial<Record<TextSpan['tells'], SpanToken>>;
}

/**
 * Moves ranges of texts that were changed: what they tell fits the changed text. A range that is no range of its text tells none any
 * more. `redact` takes what a text says that is not moved.
 */
export function moveSpans(
  json: string,
  spans: readonly SpanToken[],
  changed: ReadonlyMap<string, { value: string; edits: readonly Edit[] }>,
  redact: (text: string, path: readonly (string | number)[]) => string,
): Edit[] {
  const owners = new Map<string, Owner>();
  for (const one of spans) {
    const name = JSON.stringify(one.span.owner);
    const owner = owners.get(name) ?? { text: JSON.stringify(one.span.text), tokens: {} };
    owner.tokens[one.span.tells] = one;
    owners.set(name, owner);
  }
  const edits: Edit[] = [];
  for (const { text, tokens } of owners.values()) {
    const put = (one: SpanToken | undefined, value: string) => {
      if (one) edits.push({ start: one.token.start, end: one.token.end, text: value });
    };
    const content = tokens.content?.token.is === 'string' ? tokens.content : undefined;
    const said = content ? decodeString(json, content.token.start, content.token.end) : null;
    const of = changed.get(text);
    const range = of ? rangeOf(json, tokens, of.value, said) : null;
    if (of && !range) {
      put(tokens.start, 'null');
      put(tokens.end, 'null');
    }
    if (!of || !range) {
      const clean = said === null || !content ? null : redact(said, content.path);
      if (clean !== null && clean !== said) put(content, JSON.stringify(clean));
      continue;
    }
    const next = applyEdits(of.value, of.edits);
    const moved = moveRange(of.edits, range.start, range.end);
    const unit = (at: number) => String(range.inCharacters ? Array.from(next.slice(0, at)).length : at);
    put(tokens.start, unit(moved.start));
    put(tokens.end, unit(moved.end));
    put(content, JSON.stringify(next.slice(moved.start, moved.end)));
  }
  return edits;
}

/** The range in UTF-16 units. Hosts count these or characters: what the range says tells which. Null where neither fits. */
function rangeOf(
  json: string,
  tokens: Owner['tokens'],
  value: string,
  said: string | null,
): { start: number; end: number; inCharacters: boolean } | null {
  const [start, end] = [numberOf(json, tokens.start), numberOf(json, tokens.end)];
  if (start === null || end === null || start > end) return null;
  const fits = (text: string) => said === null || said === '' || text === said;
  if (end <= value.length && fits(value.slice(start, end))) return { start, end, inCharacters: false };
  if (!/[\ud800-\udbff]/.test(value)) return null;
  const characters = Array.from(value);
  if (end > characters.length || !fits(characters.slice(start, end).join(''))) return null;
  const unit = (at: number) => characters.slice(0, at).join('').length;
  return { start: unit(start), end: unit(end), inCharacters: true };
}

function numberOf(json: string, one: SpanToken | undefined): number | null {
  if (one?.token.is !== 'number') return null;
  const value = Number(json.slice(one.token.start, one.token.end));
  return Number.isInteger(value) && value >= 0 ? value : null;
}
