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
