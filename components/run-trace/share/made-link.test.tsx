import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { MadeLink } from './made-link.tsx';

test('a link that was just made has the focus and is selected, where a button had made it', () => {
  const url = 'http://localhost/s/rls_a';
  const redaction = { counts: {}, classes: [], values: 0 };
  const link = { id: 'share_a', token: 'rls_a', url, expiresAt: Date.now() + 60_000, redaction, maxViews: null };
  render(<MadeLink link={link} onDone={() => undefined} />);
  const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'The link' });
  expect(field).toHaveFocus();
  expect([field.selectionStart, field.selectionEnd]).toEqual([0, url.length]);
});
