import { expect, it } from 'vitest';
import { formatDisclosures, isOfRow, parseDisclosures } from './disclosure-params.ts';

const read = (text: string) => parseDisclosures(new URLSearchParams(text));
const round = (text: string) => formatDisclosures(read(text)).join('&');

it('reads and writes what is opened and folded', () => {
  for (const text of [
    '',
    'more=code,results:200,result3.text1:0,logs.line:7.120',
    'tree.arguments=-$.lines,$.meta.*',
    'tree.json.run=-$.tools&path.json.run=$.tools[0].type',
    'more=turn.3.1.code&tree.turn.3.1.arguments=-$[%22odd%20key,%20%26%20more%22]&tree.0=$[0]',
  ]) {
    expect(round(text), text).toBe(text);
  }
});

it('has none where the address says nothing that can be read', () => {
  expect(read('step=a&more=')).toBeNull();
  expect(round('more=<script>,a%20b,9,:7,code:,x:1e9,--a,CODE&more=é&tree=x&tree.=x&tree.a%2Fb=x')).toBe('');
  expect(round('more=__proto__,x y,a:1:2,:1')).toBe('');
});

it('takes any text for folds, and writes it as text', () => {
  const text = '<img src=x>,"&more=evil#';
  expect(read(`tree.a=${encodeURIComponent(text)}`)?.get('tree.a')).toBe(text);
  const written = formatDisclosures(new Map([['tree.a', text]])).join('&');
  expect([...new URLSearchParams(written)]).toEqual([['tree.a', text]]);
});

it('knows what goes with the row', () => {
  expect(['code', 'tree.arguments', 'call2.code', 'tree.0', 'turned.code'].every(isOfRow)).toBe(true);
  const stay = [
    'turn.3.1.code',
    'tree.turn.3.1.arguments',
    'tree.json.run',
    'path.json.run',
    'drawer.files',
    'aside.instructions',
  ];
  expect(stay.some(isOfRow)).toBe(false);
});
