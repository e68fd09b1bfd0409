import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { hostileTexts } from '#lib/server/http/hostile-fixture.ts';
import { Markdown } from './markdown.tsx';
import { markText } from './marked-text.ts';
import { isTameMarkdown } from './markdown-limits.ts';

const PIECES = [
  '[',
  ']',
  '(',
  ')',
  '![',
  '](',
  '<',
  '>',
  '`',
  '```\n',
  '\n\n',
  '* ',
  '# ',
  '| ',
  '|-|-|\n',
  '**',
  '~~',
  '\\',
  '&#x6a;',
  '&colon;',
  '&Tab;',
  'javascript:alert(1)',
  'JaVa&#115;cript:',
  'java\tscript:',
  'data:text/html,<script>',
  'vbscript:',
  'file:///etc/passwd',
  '//evil.example',
  'https://ok.example/a',
  'mailto:a@b.example',
  '<script>window.__owned=1</script>',
  '<img src=x onerror=alert(1)>',
  '<a href="javascript:alert(1)">',
  '<iframe srcdoc=x>',
  '<svg onload=alert(1)>',
  '<style>*{}</style>',
  '<base href=//evil.example>',
  '<!--',
  '-->',
  '</p>',
  '<details open ontoggle=alert(1)>',
  '[a]: javascript:alert(1)\n',
  '[a]',
  '[^1]',
  '[^1]: x\n',
  '- [x] ',
  'http://evil.example/?q=<script>',
  '\u202e',
  '\ufdd00\ufdd1',
  '\u0000',
  '$$x$$',
  '<http://a.example>',
  '<javascript:alert(1)>',
];

afterEach(cleanup);

/** For what a busy machine does slowly. */
const PATIENT = { timeout: 180_000 };

it('whatever Markdown says, it makes text, harmless elements and links that may be followed', PATIENT, () => {
  let links = 0;
  for (const text of hostileTexts('markdown', 1_200, PIECES, 16)) {
    if (!isTameMarkdown(text)) continue;
    const marked = markText(text, []);
    const { container, unmount } = render(
      <Markdown
        marked={marked}
        anchor={() => 'a'}
        context={{ fileUrl: () => '/files/a', fileName: () => null }}
        fileLink={(_source, children) => children}
      />,
    );
    for (const own of screen.queryAllByRole('button', { name: 'Copy code' })) own.remove();
    for (const one of container.querySelectorAll('*')) {
      const name = one.tagName.toLowerCase();
      expect(
        [
          'script',
          'style',
          'iframe',
          'img',
          'svg',
          'math',
          'base',
          'meta',
          'link',
          'form',
          'object',
          'embed',
          'details',
        ],
        text,
      ).not.toContain(name);
      expect(
        one
          .getAttributeNames()
          .filter((attribute) => attribute.startsWith('on') || attribute === 'srcdoc' || attribute === 'src'),
        text,
      ).toEqual([]);
    }
    for (const link of container.querySelectorAll('a')) {
      links++;
      // A footnote of this text.
      if (link.getAttribute('href') === link.hash && container.querySelector(`[id="${link.hash.slice(1)}"]`)) continue;
      expect(link.protocol, text).toMatch(/^(?:https?|mailto):$/);
      expect(link.rel, text).toBe('noopener noreferrer nofollow');
      expect(link.target, text).toBe('_blank');
    }
    unmount();
  }
  expect(links).toBeGreaterThan(100);
  expect('__owned' in window).toBe(false);
});
