import { copyText } from './copy-text.ts';

/**
 * Puts a text on the clipboard that may come later; gives whether that worked. To be called while a press is being handled: some
 * browsers let a page write only then, with a text that is promised. Rejects where the text does not come.
 */
export async function copyLater(text: Promise<Blob>): Promise<boolean> {
  const early = writeLater(text);
  const blob = await text;
  return (await early) || copyText(await blob.text());
}

async function writeLater(text: Promise<Blob>): Promise<boolean> {
  text.catch(() => undefined);
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'text/plain': text })]);
    return true;
  } catch {
    return false;
  }
}
