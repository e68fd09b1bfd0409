import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { currentToast } from '../ui/toast.ts';
import { copyOne, downloadOne } from './export-one.ts';

const clicked: { href: string; download: boolean }[] = [];
const answers: Response[] = [];
let aborted = 0;

beforeEach(() => {
  clicked.length = 0;
  answers.length = 0;
  aborted = 0;
  HTMLAnchorElement.prototype.click = function click() {
    clicked.push({ href: this.getAttribute('href') ?? '', download: this.hasAttribute('download') });
  };
  globalThis.fetch = async (_path, init) => {
    init?.signal?.addEventListener('abort', () => aborted++);
    return answers.shift() ?? new Response('# Run');
  };
});
afterEach(() => vi.unstubAllGlobals());

const refused = () =>
  Response.json({ error: { code: 'not_found', message: 'The run is gone.', request_id: 'r' } }, { status: 404 });

test('a download is looked at first and then left to the browser', async () => {
  await downloadOne('/api/x');
  expect(clicked).toEqual([{ href: '/api/x', download: true }]);
  expect(aborted).toBe(1);
});

test('what would be answered with an error is said and not saved', async () => {
  answers.push(refused());
  await downloadOne('/api/x');
  expect(clicked).toEqual([]);
  expect(currentToast()).toBe('The run is gone.');
});

test('the Markdown is put on the clipboard where it may be written later, and where it may not', async () => {
  const written: string[] = [];
  class Item {
    readonly text: Promise<Blob>;
    constructor({ 'text/plain': text }: Record<string, Promise<Blob>>) {
      this.text = text ?? Promise.reject(new Error('no text'));
    }
  }
  const write = async ([item]: Item[]) => void written.push((await item?.text)?.type ?? '');
  const writeText = async (text: string) => void written.push(text);
  vi.stubGlobal('ClipboardItem', Item);
  vi.stubGlobal('navigator', { clipboard: { write, writeText } });
  answers.push(new Response('x'.repeat(4001)));
  await copyOne('/api/x');
  expect(written).toEqual(['text/plain']);
  expect(currentToast()).toBe('Copied the Markdown, about 1,001 tokens');
  vi.stubGlobal('navigator', { clipboard: { writeText } });
  await copyOne('/api/x');
  expect(written[1]).toBe('# Run');
});

test('a failure to fetch the Markdown is said', async () => {
  vi.stubGlobal('navigator', { clipboard: { writeText: async () => undefined } });
  answers.push(refused());
  await copyOne('/api/x');
  expect(currentToast()).toBe('The run is gone.');
});
