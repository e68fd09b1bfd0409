import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { DEFAULT_RUN_LIST } from '#lib/contract/run-list-params.ts';
import { NoRuns } from './run-list-states.tsx';

it('where nothing is connected, leads to where it is said how', () => {
  render(<NoRuns params={DEFAULT_RUN_LIST} onChange={() => undefined} sources={[]} nameOf={(_, id) => id} />);
  expect(screen.getByRole('link', { name: 'Connect a source' }).getAttribute('href')).toBe('/settings/sources');
  expect(screen.getByRole('link', { name: 'Import an archive' })).toBeDefined();
  expect(document.body.textContent).toContain('Connect a source or import an archive.');
});
