import 'server-only';

/** Characters that nobody sees, and those that turn the direction of writing. */
export const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\u061c\u180e\ufff9-\ufffb]/u;
/** Other forms of characters of ASCII: full-width, small and mathematical ones, digits, spaces and dashes of every script. */
export const FOREIGN =
  /(?![ \-0-9])[\uff01-\uff5e\ufe50-\ufe6b\u{1d400}-\u{1d7ff}\u{1fbf0}-\u{1fbf9}\u3002\uff61\p{Zs}\p{Pd}\p{Nd}]/u;

/** Letters of other scripts that look like a Latin one, each with that one. */
const LOOK_ALIKES = new Map(
  Array.from(
    'аaеeоoрpсcуyхxіiјjѕsһhԁdӏlԛqԝwɡgıiАAВBЕEКKМMНHОOРPСCТTХXІIЈJЅSҮYԚQԜWοoνvιiρpαaκkυuχxΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXϲcϹCքpօoսuհhոn'.matchAll(
      /(.)(.)/gu,
    ),
  ).map(([, other = '', latin = '']) => [other, latin] as const),
);
/** One of them. */
export const LOOK_ALIKE = new RegExp(`[${[...LOOK_ALIKES.keys()].join('')}]`, 'u');

const DIGIT = /^\p{Nd}$/u;

/** The Latin letter that a letter of another script looks like. */
export function latinLetter(letter: string): string {
  return LOOK_ALIKES.get(letter) ?? letter;
}

/** What somebody reads in it; the character itself where that is nothing of ASCII. */
export function plainCharacter(character: string): string {
  if (/^\p{Zs}$/u.test(character)) return ' ';
  if (/^\p{Pd}$/u.test(character)) return '-';
  if (/^[\u3002\uff61]$/.test(character)) return '.';
  const compatible = character.normalize('NFKC');
  if (/^[\x20-\x7e]+$/.test(compatible)) return compatible;
  return DIGIT.test(character) ? String(digitOf(character)) : character;
}

/** Digits of a script stand in a row, from its zero on. */
function digitOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  let zero = code;
  while (DIGIT.test(String.fromCodePoint(zero - 1))) zero--;
  return (code - zero) % 10;
}
