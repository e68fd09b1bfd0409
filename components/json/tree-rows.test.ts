import { describe, expect, it } from 'vitest';
import { nodeOfValue } from './json-node.ts';
import { containersBelow, defaultDepth, pathOf, treeMove, type TreeRow, treeRows } from './tree-rows.ts';

const VALUE = { segments: ['starter', 'team'], labels: [{ key: 'a', 'odd key': 1 }], empty: {} };
const rows = treeRows(nodeOfValue(VALUE), () => true);
const sketch = (row: TreeRow) => `${'.'.repeat(row.depth)}${row.kind === 'close' ? '/' : ''}${row.key ?? row.index}`;

describe('treeRows', () => {
  it('gives a row to each value and each closing bracket, but keeps arrays of scalars on one', () => {
    expect(rows.map(sketch)).toEqual([
      '0',
      '.segments',
      '.labels',
      '..0',
      '...key',
      '...odd key',
      '../0',
      './labels',
      '.empty',
      '/0',
    ]);
    expect(rows[1]?.open).toBeNull();
    expect(rows[8]?.open).toBeNull();
    expect(rows[2]).toMatchObject({ open: true, index: 1, siblings: 3 });
  });

  it('leaves out what is folded', () => {
    expect(treeRows(nodeOfValue(VALUE), (_node, depth) => depth < 1).map(sketch)).toEqual([
      '0',
      '.segments',
      '.labels',
      '.empty',
      '/0',
    ]);
  });

  it('unfolds long arrays of scalars, and starts large trees folded', () => {
    const long = nodeOfValue(Array.from({ length: 500 }, (_, i) => i));
    expect(treeRows(long, () => true)).toHaveLength(502);
    expect(defaultDepth(long)).toBe(Number.POSITIVE_INFINITY);
    expect(defaultDepth(nodeOfValue(Array.from({ length: 5000 }, (_, i) => [i])))).toBe(1);
    expect(defaultDepth(nodeOfValue(Array.from({ length: 500 }, (_, i) => ({ a: i, b: { c: 1 } }))))).toBe(2);
  });

  it('unfolds no more below a row than can be laid out', () => {
    const root = nodeOfValue(Array.from({ length: 30_000 }, (_, i) => ({ a: i, b: i, c: i })));
    const all = root.type === 'array' ? containersBelow(root) : [];
    expect(all.length).toBeGreaterThan(10_000);
    expect(all.length).toBeLessThan(30_000);
  });
});

describe('treeMove', () => {
  it('walks over closing brackets', () => {
    expect(treeMove(rows, 5, 'ArrowDown')).toEqual({ to: 8 });
    expect(treeMove(rows, 8, 'ArrowUp')).toEqual({ to: 5 });
    expect(treeMove(rows, 8, 'ArrowDown')).toBeNull();
    expect(treeMove(rows, 3, 'End')).toEqual({ to: 8 });
    expect(treeMove(rows, 3, 'Home')).toEqual({ to: 0 });
  });

  it('folds, or goes to the parent', () => {
    expect(treeMove(rows, 3, 'ArrowLeft')).toEqual({ fold: true });
    expect(treeMove(rows, 4, 'ArrowLeft')).toEqual({ to: 3 });
    expect(treeMove(rows, 0, 'ArrowRight')).toEqual({ to: 1 });
    expect(treeMove(rows, 1, 'ArrowRight')).toBeNull();
    expect(treeMove(rows, 0, 'x')).toBeNull();
  });
});

it('writes the path of a row', () => {
  expect(pathOf(rows, 4)).toBe('$.labels[0].key');
  expect(pathOf(rows, 5)).toBe('$.labels[0]["odd key"]');
  expect(pathOf(rows, 0)).toBe('$');
});
