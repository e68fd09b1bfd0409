/** Characters of a page that are looked through. */
const MOST = 2_000_000;

/**
 * Where words stand first in the text that elements show, whatever elements lie between their characters and however white
 * space is laid out; null for nowhere. Elements are looked through one behind the other.
 */
export function findWords(places: readonly Element[], words: string): Range | null {
  const looked = folded(words).trim();
  if (looked === '') return null;
  for (const place of places) {
    const range = findIn(place, looked);
    if (range) return range;
  }
  return null;
}

function findIn(place: Element, looked: string): Range | null {
  const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  const pieces: { node: Text; from: number }[] = [];
  let text = '';
  for (let node = walker.nextNode(); node && text.length < MOST; node = walker.nextNode()) {
    if (!(node instanceof Text) || node.parentElement?.closest('.sr-only, script, style')) continue;
    pieces.push({ node, from: text.length });
    text += node.data.toLowerCase();
  }
  const pattern = new RegExp(looked.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&').replaceAll(' ', '\\s+'));
  const found = pattern.exec(text);
  if (!found) return null;
  const range = document.createRange();
  const at = (offset: number) => pieces.findLast(({ from }) => from <= offset);
  const [first, last] = [at(found.index), at(found.index + found[0].length - 1)];
  if (!first || !last) return null;
  range.setStart(first.node, Math.min(found.index - first.from, first.node.length));
  range.setEnd(last.node, Math.min(found.index + found[0].length - last.from, last.node.length));
  return range;
}

function folded(text: string): string {
  return text.toLowerCase().replace(/\s+/g, ' ');
}
