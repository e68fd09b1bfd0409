import { describe, expect, it } from 'vitest';
import { type JsonNode, nodeOfValue } from './json-node.ts';
import { findJsonPath } from './json-path.ts';
import { foldStates, readFolds, type TreeFolds, withFold, writeFolds } from './tree-folds.ts';

const LONG = 'a word and '.repeat(20);
const ROOT = nodeOfValue({ a: { b: { c: [{ d: 1 }] } }, list: [1, 2], 'odd, key': { x: 1 }, words: LONG, n: 7 });
const at = (path: string) => ({ path, node: findJsonPath(ROOT, path)?.node ?? ROOT });
const told = (folds: TreeFolds) => [...foldStates(folds)].map(([node, open]) => [pathIn(ROOT, node), open]);

function pathIn(root: JsonNode, node: JsonNode): string {
  const paths = ['$', '$.a', '$.a.b', '$.a.b.c', '$.a.b.c[0]', '$["odd, key"]', '$.words'];
  return paths.find((path) => findJsonPath(root, path)?.node === node) ?? '?';
}

describe('folds as text', () => {
  it('are written and read with their paths', () => {
    for (const text of ['-$.a', '$.a.b.*', '-$.a.*,$.a', '-$["odd, key"],$.words', '-$.*', '-$.a,-$.a.b.c[0]']) {
      expect(writeFolds(readFolds(ROOT, text)), text).toBe(text);
    }
    expect(writeFolds(readFolds(ROOT, null))).toBeNull();
  });

  it('are told in one way, however they were written', () => {
    expect(writeFolds(readFolds(ROOT, '-$["a"]["b"]'))).toBe('-$.a.b');
  });

  it('leave out what the tree has not or cannot fold, and end where they cannot be read', () => {
    expect(writeFolds(readFolds(ROOT, '-$.gone,-$.n,-$.list,-$.list[0],-$.a'))).toBe('-$.a');
    expect(writeFolds(readFolds(ROOT, '-$.a,<b>,-$.a.b'))).toBe('-$.a');
    for (const text of ['', 'x', '$.', '-', '-$.a x', '$["', '--$.a', ',$.a', '$.__proto__,$.constructor']) {
      expect(readFolds(ROOT, text).size, text).toBe(0);
    }
  });

  it('are no longer than an address takes', () => {
    const many = nodeOfValue(Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`key${i}`, { a: i }])));
    let folds: TreeFolds = new Map();
    for (let i = 0; i < 5000; i++) {
      const path = `$.key${i}`;
      folds = new Map(folds).set(findJsonPath(many, path)?.node ?? many, { path, open: false, below: null });
    }
    const text = writeFolds(folds) ?? '';
    expect(text).toMatch(/^-\$\.key0,-\$\.key1,/);
    expect(text.length).toBeLessThan(1500);
    expect(writeFolds(readFolds(many, text))).toBe(text);
    expect(readFolds(many, Array.from({ length: 5000 }, (_, i) => `-$.key${i}`).join()).size).toBe(100);
  });
});

describe('withFold', () => {
  it('says all below at once, and then each that differs', () => {
    let folds = withFold(new Map(), at('$.a.b'), false, false);
    folds = withFold(folds, at('$.a'), false, true);
    expect(writeFolds(folds)).toBe('-$.a.*');
    expect(told(folds)).toEqual([
      ['$.a', false],
      ['$.a.b', false],
      ['$.a.b.c', false],
      ['$.a.b.c[0]', false],
    ]);
    folds = withFold(folds, at('$.a.b.c'), true, false);
    folds = withFold(folds, at('$.a'), true, false);
    expect(writeFolds(folds)).toBe('-$.a.*,$.a,$.a.b.c');
    expect(new Map(told(folds) as [string, boolean][]).get('$.a.b')).toBe(false);
    expect(new Map(told(folds) as [string, boolean][]).get('$.a.b.c')).toBe(true);
    expect(writeFolds(withFold(folds, at('$'), true, true))).toBe('$.*');
  });

  it('leaves alone what only begins alike, and strings that are open', () => {
    const root = nodeOfValue({ a: { x: 1 }, ab: { x: 1 }, s: LONG });
    const node = (path: string) => ({ path, node: findJsonPath(root, path)?.node ?? root });
    let folds = withFold(new Map(), node('$.ab'), false, false);
    folds = withFold(folds, node('$.s'), true, false);
    expect(writeFolds(withFold(folds, node('$.a'), false, true))).toBe('-$.ab,$.s,-$.a.*');
    expect(writeFolds(withFold(folds, node('$'), false, true))).toBe('$.s,-$.*');
  });
});
