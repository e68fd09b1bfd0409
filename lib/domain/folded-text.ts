/** A text as searches compare it: lower case, without accents, one form for characters that mean the same. */
export interface FoldedText {
  folded: string;
  /** Where in the original text a place of the folded one stands, both in UTF-16 units. The end leads to the end. */
  at: (place: number) => number;
}

const NOT_ASCII = /[^\0-\u007f]/u;
const EACH_NOT_ASCII = /[^\0-\u007f]/gu;
const MARKS = /\p{M}+/gu;

/** Folds a text for searching. `at` reads the text once more when it is first asked. */
export function foldText(text: string): FoldedText {
  if (!NOT_ASCII.test(text)) return { folded: text.toLowerCase(), at: (place) => place };
  const folded = text.replace(EACH_NOT_ASCII, foldCharacter).toLowerCase();
  let starts: Uint32Array | null = null;
  return {
    folded,
    at(place) {
      starts ??= startsOf(text, folded.length);
      return starts[Math.min(place, folded.length)] ?? text.length;
    },
  };
}

const known = new Map<string, string>();

/** Each character by itself, so that places stay known; the two small sigmas count as one. */
function foldCharacter(character: string): string {
  let folded = known.get(character);
  if (folded === undefined) {
    const plain = character.normalize('NFKD').replace(MARKS, '').toLowerCase().normalize('NFC');
    folded = plain.replaceAll('ς', 'σ');
    if (known.size > 20_000) known.clear();
    known.set(character, folded);
  }
  return folded;
}

function startsOf(text: string, length: number): Uint32Array {
  const starts = new Uint32Array(length + 1);
  let from = 0;
  let to = 0;
  for (const character of text) {
    const end = to + (character <= '\u007f' ? 1 : foldCharacter(character).length);
    starts.fill(from, to, end);
    from += character.length;
    to = end;
  }
  starts[length] = text.length;
  return starts;
}
