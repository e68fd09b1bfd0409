import { act, render } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { WordsFinder } from './words-finder.tsx';

const marks = new Map<string, Range>();

beforeEach(() => {
  vi.useFakeTimers();
  marks.clear();
  vi.stubGlobal('CSS', { highlights: marks });
  vi.stubGlobal('Highlight', function highlight(range: Range) {
    return range;
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const passes = (time: number) => act(() => vi.advanceTimersByTimeAsync(time));
const marked = () => marks.get('found-words');

test('marks words again that are drawn anew after they were found, until the reader moves', async () => {
  const { container } = render(
    <main>
      <div id="text" />
      <WordsFinder words="needle" near="a needle here" />
    </main>,
  );
  const text = container.querySelector('#text');
  if (!text) throw new Error('nothing drawn');
  text.innerHTML = '<pre>there is a needle here</pre>';
  await passes(200);
  expect(marked()?.startContainer.parentElement?.tagName).toBe('PRE');
  text.innerHTML = '<p>there is <b>a needle</b> here</p>';
  await passes(600);
  expect(marked()?.startContainer.parentElement?.tagName).toBe('B');
  window.dispatchEvent(new Event('wheel'));
  text.innerHTML = '<i>a needle here</i>';
  await passes(600);
  expect(marked()?.startContainer.parentElement?.tagName).not.toBe('I');
});
