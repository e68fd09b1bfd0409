import 'server-only';
import { fail } from '../../domain/failure.ts';
import type { HitReason, RedactionRule } from '../../domain/redaction.ts';
import { findEmails } from './find-emails.ts';
import { findSpokenEmails } from './find-spoken-emails.ts';
import { findFileNames } from './find-files.ts';
import { findCards, findIps, findPhones } from './find-numbers.ts';
import { encodedTexts } from './encoded-texts.ts';
import { checkCount, type Found } from './found.ts';
import { findKeyForms, findKeys } from './key-forms.ts';
import type { KnownValues } from './known-values.ts';
import type { OwnPattern } from './own-pattern.ts';
import { plainView, type PlainView } from './plain-view.ts';
import { joinedView, quotedView } from './quoted-view.ts';

/** What was found in a text, in places of the text itself. */
export interface Candidate extends Found {
  reason: HitReason;
  /** Of `pattern`. */
  pattern: string | null;
}

const FINDERS: Readonly<Record<RedactionRule, (text: string) => Found[]>> = {
  keys: findKeys,
  emails: (text) => [...findEmails(text), ...findSpokenEmails(text)],
  cards: findCards,
  phones: findPhones,
  ips: findIps,
  file_names: findFileNames,
};

/** Of two that overlap the one that stands here first names the place. */
export const REASONS: readonly HitReason[] = [
  'class',
  'secret',
  'spot',
  'pattern',
  'keys',
  'emails',
  'cards',
  'phones',
  'ips',
  'file_names',
];

/** What is looked for in every text. */
export interface Wanted {
  rules: readonly RedactionRule[];
  patterns: readonly { pattern: string; find: OwnPattern }[];
  /** Values by what they were found as. */
  known: ReadonlyMap<'secret' | 'keys' | 'file_names', KnownValues>;
  /** ms since 1970. */
  deadline: number;
}

/** Texts that no rule has anything to say of: a short word, a number. */
const SIMPLE = /^(?:[A-Za-z_ ]{0,14}|-?\d{0,12}(?:\.\d{0,12})?)$/;

/**
 * Everything wanted in a text as it stands and as it reads once it is decoded; `texts` are single ones that are wanted as well.
 * Throws `payload_too_large` when the time is over or there is more than can be held.
 */
export function findIn(text: string, wanted: Wanted, texts: readonly string[]): Candidate[] {
  const found: Candidate[] = [];
  const seen = new Set<string>();
  const look = (view: string, origin: (found: Found) => Found) => {
    const add = (all: readonly Found[], reason: HitReason, pattern: string | null) => {
      for (const one of all) {
        const at = origin(one);
        const name = `${at.start} ${at.end} ${reason}`;
        const { start, end } = at;
        if (end > start && !seen.has(name)) found.push({ start, end, value: at.value.toLowerCase(), reason, pattern });
        seen.add(name);
      }
    };
    for (const [reason, values] of wanted.known) add(values.find(view), reason, null);
    for (const wish of texts) add(occurrences(view, wish), 'spot', null);
    for (const { pattern, find } of wanted.patterns) {
      inTime(wanted);
      add(find(view), 'pattern', pattern);
    }
    if (SIMPLE.test(view)) return;
    for (const rule of wanted.rules) {
      inTime(wanted);
      add(FINDERS[rule](view), rule, null);
    }
  };
  look(text, (one) => one);
  // What stands in it encoded goes as a whole, and is left in as a whole: it has a value of its own.
  for (const { start, end, text: decoded } of encodedTexts(text)) {
    look(decoded, () => ({ start, end, value: text.slice(start, end) }));
  }
  const within = (view: PlainView | null) => {
    if (view) look(view.text, ({ start, end, value }) => ({ ...view.origin(start, end), value }));
  };
  for (const terminal of [false, true]) {
    if (terminal && !isTerminalText(text)) break;
    within(plainView(text, terminal));
  }
  within(quotedView(text));
  if (wanted.rules.includes('keys')) found.push(...wrappedKeys(text));
  return found;
}

/** Keys that line breaks split. */
function wrappedKeys(text: string): Candidate[] {
  const view = joinedView(text);
  if (!view) return [];
  return findKeyForms(view.text).flatMap(({ start, end, value }): Candidate[] => {
    const at = view.origin(start, end);
    if (!text.slice(at.start, at.end).includes('\n')) return [];
    return [{ ...at, value: value.toLowerCase(), reason: 'keys', pattern: null }];
  });
}

/** Fails when the time for a whole redaction is over. */
export function inTime({ deadline }: Pick<Wanted, 'deadline'>): void {
  if (Date.now() > deadline) {
    fail(
      'payload_too_large',
      'Looking through this run takes too long. Choose fewer patterns, or remove its logs as a whole.',
    );
  }
}

/** Also where the escapes of a terminal are written out: `\u001b[0m`. */
function isTerminalText(text: string): boolean {
  return /[\u0000-\u0008\u000e-\u001f\u007f-\u009f]|\\u00[189]|\\x[189]|\\u\{|%1b|%9b|&#x?[12]/i.test(text);
}

function occurrences(text: string, wish: string): Found[] {
  const found: Found[] = [];
  for (let at = text.indexOf(wish); at !== -1; at = text.indexOf(wish, at + wish.length)) {
    checkCount(found.length);
    found.push({ start: at, end: at + wish.length, value: wish });
  }
  return found;
}
