import { toApiError } from '#lib/client/api-error.ts';
import { fetchOk, fetchText } from '#lib/client/fetch-json.ts';
import { CHARACTERS_A_TOKEN } from '#lib/domain/export-format.ts';
import { copyLater } from '../ui/copy-later.ts';
import { formatCount } from '../ui/format.ts';
import { toast } from '../ui/toast.ts';

/**
 * Has the browser download an export of one run, straight to the disk. What would be answered is looked at first, so that a
 * failure is told here and not saved as a file.
 */
export async function downloadOne(path: string): Promise<void> {
  toast('Preparing the export');
  const look = new AbortController();
  try {
    await fetchOk(path, '*/*', look.signal);
  } catch (error) {
    toast(toApiError(error).message);
    return;
  } finally {
    look.abort();
  }
  const link = document.createElement('a');
  link.href = path;
  link.download = '';
  document.body.append(link);
  link.click();
  link.remove();
}

/** Puts a run's Markdown on the clipboard and says how long it is, or what went wrong. */
export async function copyOne(path: string): Promise<void> {
  const fetched = fetchText(path);
  try {
    const copied = await copyLater(fetched.then((text) => new Blob([text], { type: 'text/plain' })));
    const text = await fetched;
    const tokens = formatCount(Math.ceil(text.length / CHARACTERS_A_TOKEN));
    toast(copied ? `Copied the Markdown, about ${tokens} tokens` : 'The browser refused to copy');
  } catch (error) {
    toast(toApiError(error).message);
  }
}
