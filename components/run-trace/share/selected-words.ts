import { SHARE_WORDS } from '#lib/domain/share.ts';

/** Hears of every change of what is marked on the page. */
export function onSelection(listener: () => void): () => void {
  document.addEventListener('selectionchange', listener);
  return () => document.removeEventListener('selectionchange', listener);
}

/** The words marked on the page; empty for none, for too many, and where they stand in a field. */
export function selectedWords(): string {
  const words = window.getSelection()?.toString().trim() ?? '';
  return words.length > SHARE_WORDS.spotText ? '' : words;
}
