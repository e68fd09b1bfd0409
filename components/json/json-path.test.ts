import { expect, it } from 'vitest';
import { nodeOfValue } from './json-node.ts';
import { findJsonPath, parseJsonPath } from './json-path.ts';
import { parseJson } from './parse-json.ts';
import { pathOf, treeRows } from './tree-rows.ts';

it('reads the paths that the tree writes', () => {
  const value = {
    a: [{ 'odd "key"': { '0': 'x' } }, { $b_1: [[{ '': 1 }]] }],
    ключ: { 'a.b': { c: 2 } },
    n: { n: {} },
  };
  const root = nodeOfValue(value);
  const rows = treeRows(root, () => true);
  for (const [at, row] of rows.entries()) {
    if (row.kind === 'item') expect(findJsonPath(root, pathOf(rows, at))?.node, pathOf(rows, at)).toBe(row.node);
  }
  expect(parseJsonPath('$')).toEqual([]);
  expect(parseJsonPath('$.a[12]["b c"].d')).toEqual(['a', 12, 'b c', 'd']);
});

it('gives the line for what has no row of its own, and the containers to unfold', () => {
  const root = nodeOfValue({ list: { short: ['a', 'b'] } });
  const place = findJsonPath(root, '$.list.short[1]');
  expect(place?.node).toMatchObject({ type: 'array' });
  expect(place?.above.map((node) => node.type)).toEqual(['object', 'object']);
});

it('finds nothing for what is not there or no path', () => {
  const root = parseJson('{"a":[1],"a":2,"__proto__":{"b":1}}').node;
  if (!root) throw new Error('no tree');
  for (const path of ['$.b', '$.a[1]', '$.a.b', '$[0]', '$.constructor', 'a', '$..a', '$.a[', '$["a]', '$.a[-1]', '']) {
    expect(findJsonPath(root, path), path).toBeNull();
  }
  expect(findJsonPath(root, '$.a[0]')?.node).toMatchObject({ type: 'array' });
  expect(findJsonPath(root, '$.__proto__.b')?.node).toMatchObject({ text: '1' });
});
