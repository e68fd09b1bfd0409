import { render, screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { Markdown } from './markdown.tsx';
import { markText } from './marked-text.ts';

const shown = (text: string) => (
  <Markdown
    marked={markText(text, [])}
    anchor={() => 'x'}
    context={{ fileUrl: (id) => `/files/${id}` }}
    fileLink={() => null}
  />
);

const NOTE = 'Churn rose[^1] and fell[^näxt].\n\n[^1]: Since [May](https://example.com/).\n[^näxt]: In June.';

it('links the number of a footnote to its note and the note back', () => {
  const { container } = render(shown(NOTE));
  const number = screen.getByRole('link', { name: 'Footnote 2' });
  const noteOf = (link: HTMLElement) => container.querySelector(`[id="${link.getAttribute('href')?.slice(1)}"]`);
  const note = noteOf(number);
  expect(note).toHaveTextContent('In June.');
  const back = within(note as HTMLElement).getByRole('link', { name: 'Back to the text' });
  expect(noteOf(back)).toBe(number);
  expect(screen.getByRole('heading', { name: 'Footnotes' })).toBeVisible();
  expect(screen.getByRole('link', { name: 'May' })).toHaveAttribute('rel', 'noopener noreferrer nofollow');
});

it('keeps the footnotes of two texts apart', () => {
  const { container } = render(
    <>
      {shown(NOTE)}
      {shown(NOTE)}
    </>,
  );
  const ids = [...container.querySelectorAll('[id]')].map((element) => element.id);
  expect(ids).toHaveLength(8);
  expect(new Set(ids).size).toBe(ids.length);
});

it('lets no text pass for a footnote', () => {
  render(shown('[far](#user-content-fn-1) <a href="#x" data-footnote-ref>raw</a> [^none]'));
  expect(screen.queryByRole('link')).toBeNull();
});

it('sets the box of a task in place of its bullet', () => {
  const { container } = render(shown('- [x] done\n- [ ] open\n- plain'));
  const [done, open, plain] = container.querySelectorAll('li');
  expect(done).toHaveClass('task-list-item');
  expect(open).toHaveClass('task-list-item');
  expect(plain).not.toHaveClass('task-list-item');
  expect(screen.getAllByRole('checkbox').map((box) => (box as HTMLInputElement).checked)).toEqual([true, false]);
  expect(container.firstElementChild?.className).toContain('[&_ul>.task-list-item]:list-none');
});

it('sets a text in its own direction, and spells out what would turn it', () => {
  const { container } = render(
    shown(
      'Pay \u202Eeerf **b\u2067c** [a\u202Db](https://example.com/) `x\u2066y` ![p\u202Eq](https://example.com/p)\n\n```\nz\u202E\n```',
    ),
  );
  expect(container.firstElementChild).toHaveAttribute('dir', 'auto');
  expect(container.textContent).toBe('Pay U+202Eeerf bU+2067c aU+202Db xU+2066y Image: pU+202Eq\nzU+202E');
  expect(container.querySelector('code')).toHaveAttribute('dir', 'ltr');
  expect(container.querySelector('pre')?.closest('[dir]')).toHaveAttribute('dir', 'ltr');
});

it('leaves marks alone that writing in two directions needs', () => {
  const text = 'שלום\u200f, abc\u200e!';
  const { container } = render(shown(text));
  expect(container.querySelector('p')?.childNodes).toHaveLength(1);
  expect(container.textContent).toBe(text);
});
