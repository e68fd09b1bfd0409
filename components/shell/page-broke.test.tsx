import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { PageBroke } from './page-broke.tsx';

const broken = (digest: unknown) => Object.assign(new Error('secret detail'), { digest });

it('tells where the log has the details, and nothing of the error itself', async () => {
  const retry = vi.fn<() => void>();
  const { container } = render(<PageBroke error={broken('2808997681')} retry={retry} />);
  expect(container).toHaveTextContent('log has the details under 2808997681');
  expect(container).not.toHaveTextContent('secret');
  expect(screen.queryByRole('link')).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(retry).toHaveBeenCalledOnce();
});

it('says that the database does not answer where that is why', () => {
  const { container } = render(<PageBroke error={broken('archive_busy')} retry={() => undefined} />);
  expect(container).toHaveTextContent('The database of this Runlens does not answer. Try again in a moment.');
  expect(container).not.toHaveTextContent('error of its own');
  expect(container).not.toHaveTextContent('archive_busy');
});

it('shows no digest that is none', () => {
  const { container } = render(<PageBroke error={broken('a text\nof more')} retry={() => undefined} />);
  expect(container).not.toHaveTextContent('details under');
});
