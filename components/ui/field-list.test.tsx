import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { FieldList } from './field-list.tsx';

afterEach(cleanup);

const none = ['A', 'B', 'C'].map((label) => ({ label, value: null }));

test('few values that are not there stand as –', () => {
  render(<FieldList fields={[{ label: 'Name', value: 'Ada' }, ...none.slice(0, 2)]} />);
  expect(screen.getAllByRole('definition').map((value) => value.textContent)).toEqual(['Ada', '–', '–']);
  expect(screen.queryByRole('group')).toBeNull();
});

test('many are folded below those that are there, and named when unfolded', async () => {
  render(<FieldList fields={[...none, { label: 'Count', value: 0 }]} />);
  const folded = screen.getByRole('group');
  expect(folded).not.toHaveAttribute('open');
  expect(within(folded).getByText('3 without a value')).toBeVisible();
  expect(within(folded).queryAllByRole('term', { hidden: true })).toEqual([]);
  fireEvent.click(within(folded).getByText('3 without a value'));
  const names = await within(folded).findAllByRole('term');
  expect(names.map((name) => name.textContent)).toEqual(['A', 'B', 'C']);
  expect(screen.getByText('0').previousElementSibling).toHaveTextContent('Count');
});
