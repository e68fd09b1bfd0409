import { expect, test } from 'vitest';
import { hasRoom, trackStyle } from './column-tracks.ts';
import { columnId, runColumns } from './run-columns.tsx';

const tracks = (hidden: string[], name: string) => String(Reflect.get(trackStyle(hidden), name)).split(' ');

test('every column has a track, in the same order', () => {
  expect(tracks([], '--run-wide')).toHaveLength(runColumns.length);
  const ids = runColumns.map(columnId);
  const wide = ids.filter((id) => hasRoom(id, 3));
  expect(wide).toEqual(ids);
  expect(ids.filter((id) => !hasRoom(id, 2))).toEqual(['source', 'steps']);
});

test('a hidden column leaves no track, and something always fills the row', () => {
  expect(tracks(['model'], '--run-mid')).toHaveLength(tracks([], '--run-mid').length - 1);
  expect(tracks(['model'], '--run-desk')).toEqual(tracks([], '--run-desk'));
  expect(tracks(['message'], '--run-desk').at(-1)).toBe('minmax(132px,1fr)');
  expect(tracks(['message', 'reason'], '--run-desk').at(-1)).toBe('minmax(62px,1fr)');
});

test('status and id stay, whatever is kept', () => {
  expect(tracks(['status', 'id', 'nonsense'], '--run-wide')).toEqual(tracks([], '--run-wide'));
});
