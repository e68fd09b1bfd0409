import { beforeEach, expect, test } from 'vitest';
import { listOf, rememberList } from './opened-list.ts';

beforeEach(() => sessionStorage.clear());

test('every run keeps the list it was last opened from', () => {
  rememberList('/runs/a/1', 'status=failed');
  rememberList('/runs/a/2', '');
  rememberList('/runs/a/1', 'sort=-duration');
  expect(listOf('/runs/a/1')).toBe('sort=-duration');
  expect(listOf('/runs/a/2')).toBe('');
  expect(listOf('/runs/a/3')).toBeNull();
});

test('the oldest are forgotten', () => {
  for (let i = 0; i < 120; i++) rememberList(`/runs/a/${i}`, 'q=x');
  expect(listOf('/runs/a/19')).toBeNull();
  expect(listOf('/runs/a/20')).toBe('q=x');
});

test.each(['nonsense', '{}', '[["/runs/a/1"]]', '[["/runs/a/1", 5]]', '"text"'])(
  '%s in the storage is nothing',
  (stored) => {
    sessionStorage.setItem('runlens.opened-from', stored);
    expect(listOf('/runs/a/1')).toBeNull();
  },
);
