import type { Mark, Source } from './citations.ts';

/** A mark without its place: what it means, and the words it stood as. */
export type TokenMark = Pick<Mark, 'source' | 'citation'> & { word: string };

/** Two code points that are no characters (Unicode, noncharacters): a mark travels through the Markdown reader between them. */
const OPEN = '\ufdd0';
const CLOSE = '\ufdd1';
const TOKEN = /\ufdd0(\d+)\ufdd1/;

/** A text whose marks were replaced by tokens, and what the tokens stand for. */
export interface MarkedText {
  text: string;
  marks: TokenMark[];
}

/** Replaces the marks of a text by tokens. A text that holds these code points itself keeps its marks as they are. */
export function markText(text: string, marks: readonly Mark[]): MarkedText {
  if (text.includes(OPEN) || text.includes(CLOSE)) return { text, marks: [] };
  const parts: string[] = [];
  let at = 0;
  for (const [i, mark] of marks.entries()) {
    parts.push(text.slice(at, mark.from), `${OPEN}${i}${CLOSE}`);
    at = mark.to;
  }
  parts.push(text.slice(at));
  return {
    text: parts.join(''),
    marks: marks.map(({ from, to, source, citation }) => ({ source, citation, word: text.slice(from, to) })),
  };
}

/** Cuts a text at its tokens: texts at even places, indexes of marks at odd ones. */
export function splitTokens(text: string): string[] {
  return text.split(TOKEN);
}

/** Puts the words back in the place of tokens, for code and addresses. */
export function restoreWords(text: string, marked: MarkedText): string {
  return splitTokens(text)
    .map((part, i) => (i % 2 === 0 ? part : (marked.marks[Number(part)]?.word ?? '')))
    .join('');
}

/** The source of an address that is nothing but one mark (`[report](sandbox:/mnt/data/x.csv)`), else null. */
export function sourceOfAddress(address: string, marked: MarkedText): Source | null {
  const [before, index, after, ...more] = splitTokens(address);
  if (before !== '' || after !== '' || more.length > 0 || index === undefined) return null;
  return marked.marks[Number(index)]?.source ?? null;
}
