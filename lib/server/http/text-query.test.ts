import { expect, it } from 'vitest';
import { textDownload } from './file-response.ts';
import { readTextPath, readTextQuery } from './text-query.ts';

const query = (text: string) => readTextQuery(new URLSearchParams(text));

it('reads lines and words', () => {
  expect(query('')).toEqual({ from: 1, to: null, find: null });
  expect(query('from=3&to=9')).toEqual({ from: 3, to: 9, find: null });
  expect(query('to=9')).toEqual({ from: 1, to: 9, find: null });
  const find = (words: string) => ({ words, first: 0, most: 10_000 });
  expect(query('find=Starter+plan')).toEqual({ from: null, to: null, find: find('Starter plan') });
  expect(query('find=a%09b&from=2')).toEqual({ from: 2, to: null, find: find('a\tb') });
  expect(query('find=a&hit=734112&limit=50').find).toEqual({ words: 'a', first: 734_111, most: 50 });
  expect(query('find=')).toEqual({ from: 1, to: null, find: null });
});

it.each([
  'from=0',
  'from=-1',
  'from=1.5',
  'from=',
  'to=x',
  'from=9&to=3',
  'to=9999999999',
  'find=a%0Ab',
  `find=${'a'.repeat(201)}`,
  'find=a&hit=0',
  'find=a&hit=-5',
  'find=a&hit=1e3',
  'find=a&hit=9999999999',
  'find=a&limit=0',
  'find=a&limit=10001',
  'find=a&limit=all',
  'find=&hit=2',
  'limit=5',
])('refuses %s', (text) => {
  expect(() => query(text)).toThrow(
    expect.objectContaining({ failure: expect.objectContaining({ code: 'invalid_request' }) }),
  );
});

it('says what to do instead', () => {
  expect(() => query('find=a&hit=x')).toThrow('hit is the number of the first hit to list, from 1.');
  expect(() => query('find=a&limit=20000')).toThrow('limit is how many hits to list, 1 to 10000.');
  expect(() => query('hit=3')).toThrow('hit and limit need find: say what to look for.');
});

it('reads the path of a text, and nothing else', () => {
  expect(readTextPath(new URLSearchParams('path=calls.0.outputs.1.logs'))).toBe('calls.0.outputs.1.logs');
  for (const path of ['', 'calls', '../x', 'calls.0.__proto__', 'calls[0].input']) {
    expect(() => readTextPath(new URLSearchParams({ path }))).toThrow('path names a text');
  }
});

it('gives a text as a file that is never shown in our origin', async () => {
  const answer = textDownload(new Blob(['<script>']).stream(), 'step_a.calls.0.input"\u202e.txt', 8);
  expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="step_a\.calls\.0\.input_\.txt"/);
  expect(answer.headers.get('content-security-policy')).toContain('sandbox');
  expect(answer.headers.get('x-file-bytes')).toBe('8');
  expect(await answer.text()).toBe('<script>');
});
