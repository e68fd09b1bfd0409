/** Words that a search has found in a text without places of its own: the page that is opened shows where they stand. */
export interface FoundWords {
  /** As they stand in the text. */
  words: string;
  /** They and what stands around them in their line, which tells one place from others. */
  near: string;
}

const LONGEST = 160;

/** Reads `?words=…&near=…`; null where there are none. */
export function parseFoundWords(query: URLSearchParams): FoundWords | null {
  const words = (query.get('words') ?? '').trim().slice(0, LONGEST);
  if (words === '') return null;
  return { words, near: (query.get('near') ?? '').trim().slice(0, LONGEST) || words };
}

/** Writes a query, without `near` where it says no more. */
export function formatFoundWords({ words, near }: FoundWords): string {
  const query = new URLSearchParams({ words: words.slice(0, LONGEST) });
  if (near !== words) query.set('near', near.slice(0, LONGEST));
  return query.toString();
}
