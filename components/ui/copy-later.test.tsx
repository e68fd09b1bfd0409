import { afterEach, expect, test, vi } from 'vitest';
import { copyLater } from './copy-later.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  Reflect.deleteProperty(document, 'execCommand');
});

const later = (text: string) => new Promise<Blob>((done) => setTimeout(() => done(new Blob([text]))));

/** A browser that knows the copy command only; what it copied. */
function commandOnly(): string[] {
  const copied: string[] = [];
  vi.stubGlobal('navigator', {});
  document.execCommand = () => {
    const event = new Event('copy', { bubbles: true, cancelable: true });
    const clipboardData = { setData: (_type: string, text: string) => copied.push(text) };
    document.body.dispatchEvent(Object.assign(event, { clipboardData }));
    return true;
  };
  return copied;
}

test('where nothing may be promised the text is given when the browser copies, and only then', async () => {
  const copied = commandOnly();
  expect(await copyLater(later('a long text'))).toBe(true);
  expect(copied).toEqual(['a long text']);
  document.execCommand('copy');
  expect(copied).toHaveLength(1);
});

test('a text that does not come is no copy', async () => {
  commandOnly();
  await expect(copyLater(Promise.reject(new Error('gone')))).rejects.toThrow('gone');
});
