/** The words that a search engine's address asks for (`…/search?q=words`); null where it names none. */
export function queryOfAddress(address: string): string | null {
  const query = URL.parse(address)?.searchParams.get('q')?.trim();
  return query ? query : null;
}
