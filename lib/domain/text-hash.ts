const START = 0x811c9dc5;
const PRIME = 0x01000193;

/** The state of a hash before the first character. */
export const HASH_START = START;

/** Takes the UTF-16 units `from` to `to` of a text into a hash (FNV-1a, 32 bits), so that long texts can be read in parts. */
export function hashPart(state: number, text: string, from: number, to: number): number {
  let hash = state;
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ text.charCodeAt(i), PRIME);
  return hash;
}

/** A hash as it stands in links: up to seven letters and digits. */
export function hashWord(state: number): string {
  return (state >>> 0).toString(36);
}

/** A short word that changes when the text does. It tells versions of a text apart and protects nothing. */
export function textHash(text: string): string {
  return hashWord(hashPart(START, text, 0, text.length));
}
