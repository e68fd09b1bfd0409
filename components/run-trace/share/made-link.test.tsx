import { render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { MadeLink } from './made-link.tsx';

vi.mock('next/link', async () => (await import('../../ui/fake-link.tsx')).link);

const link = { id: 'a', token: 'b', url: 'https://r.example/s/b', expiresAt: 1_790_000_000_000, maxViews: null };
const redaction = { counts: {}, classes: [], values: 0 };

it('whoever made a link is told what of the run it leaves out', () => {
  const { rerender } = render(<MadeLink link={{ ...link, redaction }} onDone={() => undefined} />);
  expect(screen.queryByText(/deeper than 200 levels/)).toBeNull();
  rerender(<MadeLink link={{ ...link, redaction: { ...redaction, tooDeep: 1 } }} onDone={() => undefined} />);
  expect(screen.getByText(/one object of this run nests deeper than 200 levels/)).toBeInTheDocument();
});
