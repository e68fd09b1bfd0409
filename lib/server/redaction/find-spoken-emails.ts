import 'server-only';
import { type Found, matchesOf } from './found.ts';

/** Ends of host names that are no words of a sentence: `look at the dot product` is no address. */
const ENDINGS =
  '(?:com|org|net|edu|gov|mil|int|info|biz|io|dev|ai|app|cloud|xyz|tech|eu|uk|de|fr|nl|ch|pl|cz|jp|cn|kr|br|au|ca|se|dk|fi|ru|ua|nz|mx|tr|gr|pt|hu|ro)';
const LOCAL = '[\\p{L}\\p{N}][\\p{L}\\p{N}._%+-]{0,63}';
const LABEL = '[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?';
const BEFORE = '(?<![\\p{L}\\p{N}._%+-])';
const AFTER = '(?![\\p{L}\\p{N}_-])';
/** `[at]`, `(at)`, `{at}`, `<at>`, with `@` or a word for it, and the same for dots. */
const AT = '(?:at|@|\u00e4t|arroba|arobase|chiocciola)';
const DOT = '(?:dot|\\.|punkt|punto|point|ponto)';
const bracketed = (word: string) =>
  `[ \\t]{0,3}(?:\\[ ?${word} ?\\]|\\( ?${word} ?\\)|\\{ ?${word} ?\\}|< ?${word} ?>)[ \\t]{0,3}`;
const SURE_DOT = `(?:${bracketed(DOT)}|\\.(?=[\\p{L}\\p{N}]))`;
const ANY_DOT = `(?:${SURE_DOT}|[ \\t_]{1,3}dot[ \\t_]{1,3})`;

/** Each form with what is looked for first: the signs between its parts are rare, its parts are not. */
const FORMS: { sign: RegExp; form: RegExp }[] = [
  // ada [at] example.com, ada(at)example(dot)com, ada [at] example dot com
  [
    `[[({<] ?${AT} ?[\\])}>]`,
    `${BEFORE}(${LOCAL})${bracketed(AT)}(${LABEL}(?:${ANY_DOT}${LABEL}){0,4}(?:${SURE_DOT}\\p{L}{2,24}|${ANY_DOT}${ENDINGS}))${AFTER}`,
  ],
  // ada at example dot com, ada@example dot com
  [
    `[ \\t]dot[ \\t]{1,3}${ENDINGS}${AFTER}`,
    `${BEFORE}(${LOCAL})(?:[ \\t]{1,3}(?:at|@)[ \\t]{1,3}|@)(${LABEL}(?:[ \\t]{1,3}dot[ \\t]{1,3}${LABEL}){0,4}[ \\t]{1,3}dot[ \\t]{1,3}${ENDINGS})${AFTER}`,
  ],
  // ada @ example.com
  ['[ \\t]@[ \\t]', `${BEFORE}(${LOCAL})[ \\t]{1,3}@[ \\t]{1,3}(${LABEL}(?:\\.${LABEL}){0,4}\\.${ENDINGS})${AFTER}`],
  // ada_at_example_dot_com
  [
    `_dot_${ENDINGS}${AFTER}`,
    `${BEFORE}([\\p{L}\\p{N}]{1,40}?(?:[._-][\\p{L}\\p{N}]{1,40}?){0,4}?)_at_([\\p{L}\\p{N}-]{1,60}?(?:_dot_[\\p{L}\\p{N}-]{1,60}?){0,4}?_dot_${ENDINGS})${AFTER}`,
  ],
].map(([sign = '', form = '']) => ({ sign: new RegExp(sign, 'giu'), form: new RegExp(form, 'giu') }));
const DOTS = new RegExp(ANY_DOT, 'giu');
/** How far the parts of an address may stand from one of its signs. */
const REACH = 450;

/** E-mail addresses whose signs are written as words, or with spaces around; the value is the address that is meant. */
export function findSpokenEmails(text: string): Found[] {
  const found: Found[] = [];
  for (const { sign, form } of FORMS) {
    for (const { start: from, end: to } of around(text, sign)) {
      for (const { 0: whole, 1: local = '', 2: host = '', index } of matchesOf(text.slice(from, to), form)) {
        const plain = host.replace(DOTS, '.').replace(/[ \t]/g, '');
        const start = from + index;
        found.push({ start, end: start + whole.length, value: `${local}@${plain}`.toLowerCase() });
      }
    }
  }
  return found;
}

/** Stretches of a text around what a pattern finds; none overlaps another. */
function around(text: string, pattern: RegExp): { start: number; end: number }[] {
  const stretches: { start: number; end: number }[] = [];
  for (const { index } of text.matchAll(pattern)) {
    const [start, end] = [Math.max(0, index - REACH), Math.min(text.length, index + REACH)];
    const last = stretches.at(-1);
    if (last && start <= last.end) last.end = end;
    else stretches.push({ start, end });
  }
  return stretches;
}
