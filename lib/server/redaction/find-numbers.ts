import 'server-only';
import { isIPv6 } from 'node:net';
import { type Found, placesOf } from './found.ts';

/** Digits with single spaces or dashes between them. */
const DIGITS = /(?<!\d|\d\.)\d(?:[ -]?\d){12,200}/g;
/** The groups of a card with signs between them that stand between other digits too. */
const CARD_GROUPS = /(?<![\w.])\d{4}([._/]| {2,3})\d{4}\1\d{4}\1\d{1,7}(?![\w.]?\d)/g;
const FOREIGN_PHONE = /(?<![\w+])(?:\+|00(?=[1-9]))\(?\d(?:[ \t./()-]{0,3}\d){6,14}(?!\w)/g;
const AMERICAN_PHONE = /(?<![\w.-])(?:1[ .-])?(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[ .-])[2-9]\d{2}[ .-]\d{4}(?![\w.-]?\d)/g;
const NATIONAL_PHONE =
  /(?<![\w.:,/-])(?:\(0[1-9]\d{1,4}\)|0[1-9]\d{1,4})[ /-]{1,3}\d{2,}(?:[ -]?\d){3,9}(?![\w:]|[.,/-]\d)/g;
const DATE = /^\d{1,2}[-/. ]\d{1,2}[-/. ]\d{2,4}/;
const IPV4 = /(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?!\w|\.\d)/g;
const IPV6 = /(?<![\w:.])[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?:(?<=:)\d{1,3}(?:\.\d{1,3}){3})?(?![\w:])/g;

/** Numbers of payment cards: 13 to 19 digits, whole groups of them, that pass the Luhn check. */
export function findCards(text: string): Found[] {
  const spaced = placesOf(text, CARD_GROUPS)
    .map((one) => ({ ...one, value: one.value.replace(/\D/g, '') }))
    .filter(({ value }) => isCard(value));
  return [...spaced, ...cardsInRuns(text)];
}

function cardsInRuns(text: string): Found[] {
  return placesOf(text, DIGITS).flatMap(({ start: from, value: run }) => {
    const groups = placesOf(run, /\d+/g);
    const found: Found[] = [];
    for (let i = 0; i < groups.length; i++) {
      let digits = '';
      let card: Found | null = null;
      let last = i;
      for (let j = i; j < groups.length && digits.length < 19; j++) {
        digits += groups[j]?.value ?? '';
        if (!isCard(digits)) continue;
        card = { start: from + (groups[i]?.start ?? 0), end: from + (groups[j]?.end ?? 0), value: digits };
        last = j;
      }
      if (card) found.push(card);
      i = last;
    }
    return found;
  });
}

/** Telephone numbers that are written as such: with `+` or `00`, in the American groups, or with a leading 0 and groups. */
export function findPhones(text: string): Found[] {
  const foreign = placesOf(text, FOREIGN_PHONE).map((found) => ({
    ...found,
    value: `+${found.value.replace(/^00|\D/g, '')}`,
  }));
  const american = placesOf(text, AMERICAN_PHONE).map((found) => ({
    ...found,
    value: `+1${found.value.replace(/\D/g, '').slice(-10)}`,
  }));
  const national = placesOf(text, NATIONAL_PHONE).filter(({ value }) => {
    const { length } = value.replace(/\D/g, '');
    return length >= 8 && length <= 14 && !DATE.test(value);
  });
  return [...foreign, ...american, ...national.map((found) => ({ ...found, value: found.value.replace(/\D/g, '') }))];
}

/** Addresses of machines, but for those that mean this machine or none. */
export function findIps(text: string): Found[] {
  const four = placesOf(text, IPV4).filter(
    ({ value }) =>
      value.split('.').every((part) => Number(part) <= 255) && !/^(?:0\.0\.0\.0|127\.|255\.255\.255\.)/.test(value),
  );
  const six = placesOf(text, IPV6).filter(
    ({ value }) => isIPv6(value) && /\d/.test(value) && /[0-9A-Fa-f]{2}/.test(value) && value !== '::1',
  );
  return [...four, ...six.map((found) => ({ ...found, value: found.value.toLowerCase() }))];
}

function isCard(digits: string): boolean {
  return (
    digits.length >= 13 && digits.length <= 19 && /^[2-6]/.test(digits) && !/^(\d)\1+$/.test(digits) && isLuhn(digits)
  );
}

function isLuhn(digits: string): boolean {
  let sum = 0;
  for (let i = digits.length - 1, double = false; i >= 0; i--, double = !double) {
    const digit = Number(digits[i]) * (double ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
}
