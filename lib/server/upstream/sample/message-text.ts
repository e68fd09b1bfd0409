import 'server-only';
import type { WireAnnotation, WireText } from './wire.ts';

/** A piece of a message's text that an annotation points at. */
export interface Mark {
  text: string;
  /** Part of `text` that the annotation names; all of it when absent. */
  named?: string;
  annotation: { type: string } & { [key: string]: string | { [key: string]: string } };
}

/** A citation marker: `place` is the `4:0` of `【4:0†name】`. */
export function cite(file: { id: string; name: string }, place: string, quote?: string): Mark {
  const file_citation: { [key: string]: string } = { file_id: file.id };
  if (quote !== undefined) file_citation.quote = quote;
  return { text: `【${place}†${file.name}】`, annotation: { type: 'file_citation', file_citation } };
}

/** A link to a file that code wrote, as the model writes it. */
export function fileLink(file: { id: string; name: string }, words: string): Mark {
  const named = `sandbox:/mnt/data/${file.name}`;
  return { text: `[${words}](${named})`, named, annotation: { type: 'file_path', file_path: { file_id: file.id } } };
}

/** A citation of a page (Azure). */
export function citePage(url: string, title: string, place: string): Mark {
  return { text: `【${place}†source】`, annotation: { type: 'url_citation', url_citation: { url, title } } };
}

/** Joins text and marks; the annotations' indexes count UTF-16 units of the joined text, end exclusive. */
export function prose(...pieces: (string | Mark)[]): WireText {
  let value = '';
  const annotations: WireAnnotation[] = [];
  for (const piece of pieces) {
    if (typeof piece === 'string') {
      value += piece;
      continue;
    }
    const named = piece.named ?? piece.text;
    const start = value.length + piece.text.indexOf(named);
    const { type, ...target } = piece.annotation;
    annotations.push({ type, text: named, start_index: start, end_index: start + named.length, ...target });
    value += piece.text;
  }
  return { value, annotations };
}

/** The beginning of a text, cut at the end of a word, with the annotations that still fit. */
export function beginning(text: WireText, share: number): WireText {
  if (share >= 1) return text;
  const cut = text.value.slice(0, Math.floor(text.value.length * share));
  const value = cut.slice(0, Math.max(0, cut.lastIndexOf(' ')));
  return { value, annotations: text.annotations.filter((mark) => mark.end_index <= value.length) };
}
