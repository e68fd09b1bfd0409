import { isFailure } from '../../domain/failure.ts';
import { type Random, seeded } from '../upstream/sample/random.ts';

/** Ways to write an upward step, a separator or an end of a path. */
const DOTS = [
  '..',
  '.',
  '...',
  '%2e%2e',
  '%2E%2e',
  '.%2e',
  '%252e%252e',
  '%c0%ae%c0%ae',
  '..;',
  '．．',
  '‥',
  '. .',
  '..%00',
  '',
];
const SEPARATORS = [
  '/',
  '\\',
  '%2f',
  '%2F',
  '%5c',
  '%252f',
  '%c0%af',
  '//',
  '/./',
  ';/',
  '∕',
  '／',
  '%u2215',
  '\t/',
  '/%09/',
  ':',
];
const ENDS = [
  'etc/passwd',
  'v1/threads',
  '@evil.example',
  '?key=1',
  '#x',
  '%00',
  '%0d%0aX: y',
  '.json',
  '',
  '__proto__',
  'constructor',
];
const STARTS = [
  '',
  'thread_a',
  'thread_a.run_b',
  'run_a',
  '/',
  'http://evil.example',
  '//evil.example',
  'file:',
  '\\\\evil',
  '~',
];

/** Characters that gates read wrongly now and then. */
const PLAIN = 'aZ09_-.~:/?#[]@!$&\'()*+,;=%"<>\\^`{|} \t\r\n';
const ODD =
  '\0\u001b\u007f\u0085\u00a0\u00ad\u200b\u200e\u2028\u2029\u202e\u2066\ufeff\uff0e\uff0f\ufb01\u0131\u212a\u00e9';
const CHARACTERS = [...PLAIN.split(''), ...ODD.split(''), '\ud800', '\udc00', '🙂'];

/** Path attacks: every start with every step, separator and end, and the same twice. */
export function pathAttacks(): string[] {
  const attacks = new Set<string>();
  for (const start of STARTS) {
    for (const dots of DOTS) {
      for (const separator of SEPARATORS) {
        for (const end of ENDS) attacks.add(`${start}${separator}${dots}${separator}${end}`);
        attacks.add(`${start}${dots}${separator}${dots}${separator}`);
      }
    }
  }
  return [...attacks];
}

/** Texts from a seed: single characters, words of `words` and both mixed, up to `most` pieces. */
export function hostileTexts(seed: string, count: number, words: readonly string[] = [], most = 12): string[] {
  const random = seeded(seed);
  return Array.from({ length: count }, () => text(random, words, most));
}

function text(random: Random, words: readonly string[], most: number): string {
  let made = '';
  for (let left = random.int(0, most); left > 0; left--) {
    made += words.length > 0 && random.next() < 0.5 ? random.pick(words) : random.pick(CHARACTERS);
  }
  return random.next() < 0.02 ? made.repeat(400) : made;
}

/** What it gives, or null where it refuses with a failure that has a status; anything else is a bug and thrown. */
export function orRefused<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (isFailure(error)) return null;
    throw error;
  }
}
