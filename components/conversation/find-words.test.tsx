import { beforeEach, expect, test } from 'vitest';
import { findWords } from './find-words.ts';

beforeEach(() => {
  document.body.innerHTML = `
    <main><p>Nothing here</p><span class="sr-only">the hidden needle</span>
      <section><p>one <b>need</b><i>le in</i> a
        stack</p></section></main>`;
});

test('finds words across elements and line breaks, in any case, where they are shown', () => {
  const [main] = document.getElementsByTagName('main');
  const range = findWords(main ? [main] : [], 'NEEDLE in a stack');
  expect(range?.toString().replace(/\s+/g, ' ')).toBe('needle in a stack');
  expect(findWords(main ? [main] : [], 'hidden')).toBeNull();
  expect(findWords(main ? [main] : [], '(needle.*')).toBeNull();
  expect(findWords([], 'needle')).toBeNull();
});

test('looks through the likeliest place first', () => {
  const section = document.querySelector('section');
  const main = document.querySelector('main');
  const range = findWords(
    [section, main].filter((one) => one !== null),
    'a',
  );
  expect(range?.startContainer.textContent).toContain('a');
  expect(section?.contains(range?.startContainer ?? null)).toBe(true);
});
