/** A value as text, for a page: its parts are not looked at one by one on their way to the browser, which takes longer than all else. */
export type Packed<V> = string & { readonly packs?: V };

/** A half of a pair of surrogates, which JSON writes as an escape; a backslash that is escaped itself begins none. */
const HALF = /(?<!\\)((?:\\\\)*)\\ud[89a-f][\da-f]{2}/g;

/**
 * Packs a value of JSON. Half of a pair of surrogates becomes U+FFFD, as UTF-8 makes of it in the HTML: the browser, which is
 * told the half by an escape, would find another text than it was sent and draw the whole page anew.
 */
export function pack<V>(value: V): Packed<V> {
  return JSON.stringify(value).replace(HALF, '$1\ufffd');
}

/** The value that was packed, made anew with each call. */
export function unpack<V>(packed: Packed<V>): V {
  return JSON.parse(packed) as V;
}
