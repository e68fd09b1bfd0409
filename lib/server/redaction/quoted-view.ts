import 'server-only';
import type { PlainView } from './plain-view.ts';
import { ViewPlaces } from './view-places.ts';

/** Soft line breaks and bytes of quoted-printable. */
const QUOTED = /=[ \t]{0,8}\r?\n|=[0-7][0-9A-F]|(?:=[89A-F][0-9A-F]){1,6}/g;
/** What only quoted-printable has: a break, an equals sign, letters beyond ASCII. `a=40` alone may be a number. */
const TELLS = /=[ \t]{0,8}\r?\n|=3D|=(?:C[2-9A-F]|D[0-9A-F]|E[0-9A-F])=[89AB][0-9A-F]|quoted-printable/i;
/** An at sign within an address is one by itself. */
const ADDRESS =
  /(?<=[\p{L}\p{N}]{2})=40(?=[\p{L}\p{N}.-]{1,200}\.(?:com|org|net|edu|gov|io|dev|eu|uk|de|fr)(?![\p{L}\p{N}]))/gu;
const UTF8 = new TextDecoder();

/** The text with what mail writes in quoted-printable decoded; null where there is none. */
export function quotedView(text: string): PlainView | null {
  if (!text.includes('=')) return null;
  return viewOf(text, text.matchAll(TELLS.test(text) ? QUOTED : ADDRESS));
}

/** Where a key of its own begins. */
const BEGINS =
  /^(?:[srp]k[-_]|gh[oprsu]_|github_pat_|xox|xapp-|pypi-|A(?:KIA|SIA|GPA|IDA|ROA)|AIza|ya29|SG\.|eyJ|AGE-|npm_|hf_|glpat|whsec|shp|rl[ts]_)/;
/** Line breaks within what may be a key: both sides are of one token, and the further line is nothing else. */
const WRAPPED =
  /(?<=[A-Za-z0-9_+/.-]{3})\\?\r?\n[ \t]{0,12}(?=([A-Za-z0-9_+/.=-]{4,400})["'`,;)\]}]{0,3}[ \t]*(?:\r?\n|$))/g;

/** The text with the lines of wrapped tokens joined; null where there are none. For keys only: other lines are joined as well. */
export function joinedView(text: string): PlainView | null {
  if (!text.includes('\n')) return null;
  const breaks = Array.from(text.matchAll(WRAPPED)).filter(([, next = '']) => isPart(next) && !BEGINS.test(next));
  return viewOf(text, breaks);
}

/** Whether a line is such as keys are made of, and no word or name. */
function isPart(line: string): boolean {
  if (!/\d/.test(line) || !/[A-Za-z]/.test(line)) return false;
  if (line.length >= 20) return true;
  return /[A-Z]/.test(line) && (/[a-z]/.test(line) || line.length >= 8);
}

/** Null where nothing matches; a match stands for its bytes, where it has some, else for nothing. */
function viewOf(text: string, matches: Iterable<RegExpMatchArray>): PlainView | null {
  const parts: string[] = [];
  const places = new ViewPlaces(text.length);
  let done = 0;
  for (const match of matches) {
    const [whole] = match;
    const at = match.index ?? 0;
    parts.push(text.slice(done, at));
    places.copied(at - done, done);
    const decoded = /^=[0-9A-F]/.test(whole) ? UTF8.decode(Buffer.from(whole.replaceAll('=', ''), 'hex')) : '';
    parts.push(decoded);
    places.decoded(decoded.length, at, at + whole.length);
    done = at + whole.length;
  }
  if (done === 0) return null;
  parts.push(text.slice(done));
  places.copied(text.length - done, done);
  return { text: parts.join(''), origin: (start, end) => places.origin(start, end) };
}
