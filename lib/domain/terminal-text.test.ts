import { describe, expect, it } from 'vitest';
import { stripControls } from './terminal-text.ts';

describe('stripControls', () => {
  it.each([
    ['an OSC 8 link', '\u001b]8;;https://evil.example\u001b\\click\u001b]8;;\u001b\\', 'click'],
    ['an OSC 8 link closed by BEL', '\u001b]8;;javascript:alert(1)\u0007click\u001b]8;;\u0007', 'click'],
    ['a window title', '\u001b]0;pwned\u0007done', 'done'],
    ['an unfinished title, which ends with its line', '\u001b]0;pwned\nnext', '\nnext'],
    ['cursor movement and clearing', '\u001b[2J\u001b[1;1Ha\u001b[3Ab\u001b[?25lc\u001b[6n', 'abc'],
    ['device control', '\u001bP1;2|AAAA\u001b\\x', 'x'],
    ['two-character escapes', '\u001bcA\u001b7B\u001b(BC', 'ABC'],
    ['eight-bit forms', '\u009b2Jx\u009d0;t\u009cy', 'xy'],
    ['an escape at the end', 'a\u001b[12', 'a'],
    ['a lone escape', 'a\u001b', 'a'],
    ['bell, backspace and NUL', 'a\u0007b\u0008c\u0000d', 'abcd'],
  ])('takes out %s', (_name, text, left) => {
    expect(stripControls(text)).toBe(left);
  });

  it('keeps colours, in one form', () => {
    expect(stripControls('\u001b[1;31mred\u001b[m \u009b32mgreen')).toBe('\u001b[1;31mred\u001b[m \u001b[32mgreen');
    expect(stripControls('\u001b[38:5:208ma\u001b[38:2::1:2:3mb\u001b[4:3mc')).toBe(
      '\u001b[38;5;208ma\u001b[38;2;1;2;3mb\u001b[4mc',
    );
    expect(stripControls('\u001b[>4;2mx\u001b[?1mx')).toBe('xx');
  });

  it('keeps every stage of a line that was redrawn', () => {
    expect(stripControls('10%\r50%\r100%\r\nok\tdone')).toBe('10%\n50%\n100%\nok\tdone');
  });

  it('is quick with megabytes of broken sequences', () => {
    const started = performance.now();
    for (const piece of ['\u001b]', '\u001b[', '\u001b]8;;', '\u001bP', '\u001b[;', '\u001b[1m', '\u001b ']) {
      stripControls(piece.repeat(400_000));
    }
    stripControls(`\u001b[${'1;'.repeat(1_000_000)}m`);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
