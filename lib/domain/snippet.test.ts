import { describe, expect, it } from 'vitest';
import { snippetOf } from './snippet.ts';

function snippet(text: string, ...words: string[]) {
  const hits = words.map((word) => ({ from: text.indexOf(word), to: text.indexOf(word) + word.length }));
  return snippetOf(text, hits, { from: 0, to: text.length });
}
const plain = (parts: { text: string }[]) => parts.map(({ text }) => text).join('');

describe('snippetOf', () => {
  it('gives a short text whole, with every hit marked', () => {
    expect(snippet('No such file  or\n directory', 'such', 'directory')).toEqual([
      { text: 'No ', marked: false },
      { text: 'such', marked: true },
      { text: ' file or ', marked: false },
      { text: 'directory', marked: true },
    ]);
  });

  it('cuts a long text at words, about 120 characters around the first hit', () => {
    const text = `${'lorem ipsum '.repeat(30)}needle ${'dolor sit amet '.repeat(30)}`;
    const parts = snippet(text, 'needle');
    const shown = plain(parts);
    expect(shown).toMatch(/^…(?:lorem|ipsum) .* needle dolor .*(?:dolor|sit|amet) ?…$/);
    expect(shown.length).toBeGreaterThan(90);
    expect(shown.length).toBeLessThanOrEqual(123);
    expect(parts.filter(({ marked }) => marked)).toEqual([{ text: 'needle', marked: true }]);
  });

  it('keeps to the line, and cuts words that never end without halving a character', () => {
    const text = 'above\nneedle here\nbelow';
    const at = text.indexOf('needle');
    expect(plain(snippetOf(text, [{ from: at, to: at + 6 }], { from: 6, to: 17 }))).toBe('needle here');
    for (const pad of ['', 'a']) {
      const endless = `${pad}${'\u{1f600}'.repeat(200)}needle${'\u{1f600}'.repeat(200)}`;
      const shown = plain(snippet(endless, 'needle'));
      expect(shown.isWellFormed()).toBe(true);
      expect(shown).not.toContain('\ufffd');
    }
  });

  it('shows a hit whole that is longer than a snippet, and nothing without a hit', () => {
    const long = 'x'.repeat(300);
    expect(snippet(long, long)).toEqual([{ text: long, marked: true }]);
    expect(snippetOf('text', [], { from: 0, to: 4 })).toEqual([]);
  });
});
