import { copyText } from './copy-text.ts';
import { toast } from './toast.ts';

/** Puts a text on the clipboard and says what was copied, or that the browser refused. */
export async function copyAndSay(text: string, what: string): Promise<void> {
  const copied = await copyText(text);
  toast(copied ? `Copied ${what}` : 'The browser refused to copy');
}
