import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { StatusBadge, StatusGlyph, statusLabel } from './status.tsx';

const STATUSES = [
  'queued',
  'in_progress',
  'requires_action',
  'cancelling',
  'cancelled',
  'failed',
  'completed',
  'incomplete',
  'expired',
];

it('gives every status a silhouette of its own, beside its colour', () => {
  const shapes = [...STATUSES, 'half_done'].map((status) => {
    const { container, unmount } = render(<StatusGlyph status={status} />);
    const svg = container.querySelector('svg');
    expect(svg).toHaveAttribute('aria-hidden', 'true');
    expect(container).toHaveTextContent(statusLabel(status));
    const shape = svg?.innerHTML ?? '';
    unmount();
    return shape;
  });
  expect(new Set(shapes).size).toBe(STATUSES.length + 1);
});

it('labels in plain words', () => {
  render(<StatusBadge status="requires_action" />);
  expect(screen.getByText('Waiting for you')).toBeInTheDocument();
});

it('keeps a word that it does not know, in mono, with its bidi marks spelled out', () => {
  render(<StatusBadge status={'half\u202edone'} />);
  const word = screen.getByTitle('half\u202edone');
  expect(word).toHaveTextContent('halfU+202Edone');
  expect(word).toHaveClass('font-mono');
});
