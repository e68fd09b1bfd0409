import { copyText } from './copy-text.ts';

/**
 * Puts a text on the clipboard that may come later; gives whether that worked. To be called while a press is being handled: some
 * browsers let a page write only then, with a text that is promised. Rejects where the text does not come.
 */
export async function copyLater(text: Promise<Blob>): Promise<boolean> {
  const early = writeLater(text);
  const blob = await text;
  if (await early) return true;
  const words = await blob.text();
  return giveOnCopy(words) || copyText(words);
}

/** Answers a copy command with the text itself: a field that selects it would have to lay out all of it first. */
function giveOnCopy(text: string): boolean {
  let given = false;
  const give = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    given = true;
  };
  document.addEventListener('copy', give, true);
  if (typeof document.execCommand === 'function') document.execCommand('copy');
  document.removeEventListener('copy', give, true);
  return given;
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
