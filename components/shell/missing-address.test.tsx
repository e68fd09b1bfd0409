import { render, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, test, vi } from 'vitest';
import { MissingAddress } from './missing-address.tsx';

vi.mock('../omnibox/missing-id-later.tsx', () => ({
  MissingIdLater: ({ said, children }: { said?: ReactNode; children?: ReactNode }) => <div>{said ?? children}</div>,
}));
vi.mock('../omnibox/open-by-id-button.tsx', () => ({ OpenByIdButton: () => null }));

const others = [
  { id: 'prod', name: 'Production' },
  { id: 'sample', name: 'sample' },
];

test('says that there is no such source, and names those there are', () => {
  render(
    <MissingAddress title="No run with this ID" missing={{ id: 'nowhere\u202e', others }}>
      It may have been deleted.
    </MissingAddress>,
  );
  expect(screen.getByRole('heading', { level: 2 })).toHaveTextContent('No source with this ID');
  expect(screen.getByText(/is configured here/)).toHaveTextContent(/^No source nowhereU\+202E is configured here/);
  expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent?.trim())).toEqual([
    'Production prod',
    'sample',
  ]);
  expect(screen.getByRole('link', { name: 'All sources' })).toHaveAttribute('href', '/settings/sources');
  expect(screen.queryByText('It may have been deleted.')).toBeNull();
});

test('says of a known source what may have become of the run', () => {
  render(
    <MissingAddress title="No run with this ID" missing={null}>
      It may have been deleted.
    </MissingAddress>,
  );
  expect(screen.getByRole('heading', { level: 2 })).toHaveTextContent('No run with this ID');
  expect(screen.getByText('It may have been deleted.')).toBeInTheDocument();
  expect(screen.queryByRole('list')).toBeNull();
});
