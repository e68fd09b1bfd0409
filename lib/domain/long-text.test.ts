import { describe, expect, it } from 'vitest';
import { cutText, longText, utf8Length } from './long-text.ts';

describe('cutText', () => {
  it('keeps a text that fits, as the same object', () => {
    const text = longText('é'.repeat(50));
    expect(cutText(text, 100)).toBe(text);
  });

  it.each(['a', 'é', '€', '😀', 'a😀é€'])('cuts %s on a character border and says the whole size', (unit) => {
    const whole = unit.repeat(400);
    for (let limit = 90; limit < 100; limit++) {
      const cut = cutText(longText(whole), limit);
      const size = Buffer.byteLength(cut.text);
      expect(cut).toMatchObject({ truncated: true, bytes: Buffer.byteLength(whole) });
      expect(size).toBeLessThanOrEqual(limit);
      expect(size).toBeGreaterThan(limit - 9);
      expect(whole.startsWith(cut.text)).toBe(true);
      expect(cut.text.isWellFormed()).toBe(true);
    }
  });

  it('leaves a cut text as it is', () => {
    const cut = { text: 'abc', truncated: true as const, bytes: 900 };
    expect(cutText(cut, 1)).toBe(cut);
  });
});

describe('utf8Length', () => {
  it.each(['', 'abc', 'é€😀', 'x'.repeat(1000), '\ud800 lone', '\udc00'])('agrees with the encoder on %j', (text) => {
    expect(utf8Length(text)).toBe(Buffer.byteLength(text));
  });
});
