import 'server-only';

/**
 * What is given to a page, with texts that a page can hold. Half of a pair of surrogates becomes U+FFFD, as UTF-8 makes of it
 * in the HTML: the browser, which is told the half by an escape, would find another text than it was sent and draw the whole
 * page anew. Gives the same value where nothing had to change; goes into arrays and plain objects only.
 */
export function pageText<V>(value: V): V {
  return changed(value) as V;
}

function changed(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (Array.isArray(value)) {
    let copy: unknown[] | null = null;
    for (const [i, item] of value.entries()) {
      const own = changed(item);
      if (own !== item) (copy ??= [...value])[i] = own;
    }
    return copy ?? value;
  }
  if (!isPlain(value)) return value;
  const entries = Object.entries(value);
  const texts = entries.map(([name, item]) => [name.toWellFormed(), changed(item)] as const);
  const same = texts.every(([name, item], i) => name === entries[i]?.[0] && item === entries[i]?.[1]);
  return same ? value : Object.fromEntries(texts);
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
