import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { WebLink } from './web-link.tsx';

it.each([
  ['https://a.example/x?q=1 2', 'https://a.example/x?q=1%202'],
  [' http://a.example ', 'http://a.example/'],
])('links to %s', (address, href) => {
  render(<WebLink address={address} />);
  const link = screen.getByRole('link', { name: address.trim() });
  expect(link).toHaveAttribute('href', href);
  expect(link).toHaveAttribute('rel', 'noopener noreferrer nofollow');
  expect(link).toHaveAttribute('target', '_blank');
});

it.each([
  'javascript:alert(1)',
  ' JaVa\nScript:alert(1)',
  'data:text/html,<script>1</script>',
  'file:///etc/passwd',
  'mailto:a@b.example',
  '//a.example',
  '/runs',
  'not an address',
  '',
])('%j is text', (address) => {
  const { container } = render(<WebLink address={address} />);
  expect(container.querySelector('a')).toBeNull();
  expect(container.textContent).toContain(address.replace('\n', 'U+000A'));
});
