import { render, screen } from '@testing-library/react';
import { expect, it, test } from 'vitest';
import { JsonValue } from './json-value.tsx';
import { OtherFields } from './other-fields.tsx';

const group = () => screen.getByRole('group', { name: 'Output' });

it.each([
  ['{"a":1}', 'a: 1'],
  [{ a: 1 }, 'a: 1'],
  [[true, null], 'true, null'],
  [4711, '4711'],
  [false, 'false'],
])('shows %j as a tree', (value, text) => {
  render(<JsonValue value={value} label="Output" />);
  expect(screen.getByRole('tree', { name: 'Output' })).toHaveTextContent(text);
});

test('names the fault of a text only where it was meant as JSON', () => {
  const { rerender } = render(<JsonValue value={"{'a': 1}"} label="Output" />);
  expect(group()).toHaveTextContent("{'a': 1}");
  expect(group()).not.toHaveTextContent('Not valid JSON');
  rerender(<JsonValue value={"{'a': 1}"} label="Output" meant="json" />);
  expect(group()).toHaveTextContent('Not valid JSON');
});

test('shows prose as prose, and as lines what is data or long', () => {
  const { rerender } = render(<JsonValue value={'Two lines\nof words.'} label="Output" meant="prose" />);
  expect(screen.getByRole('paragraph')).toHaveTextContent('Two lines of words.');
  for (const data of ["[{'n': 41}]", ' {"a":1}', `words ${'x'.repeat(20_000)}`]) {
    rerender(<JsonValue value={data} label="Output" meant="prose" />);
    expect(screen.queryByRole('paragraph')).toBeNull();
  }
  rerender(<JsonValue value="" label="Output" meant="prose" />);
  expect(group()).toHaveTextContent('empty');
});

test('fields that are none take no room', () => {
  const { container, rerender } = render(<OtherFields fields={{}} />);
  expect(container).toBeEmptyDOMElement();
  rerender(<OtherFields fields={{ left: 'over' }} />);
  expect(screen.getByRole('tree', { name: 'Other fields' })).toHaveTextContent('left: "over"');
});
