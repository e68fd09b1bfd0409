import { expect, it } from 'vitest';
import { formatTextLink, parseTextLink } from './text-link-params.ts';
import { formatTraceViewParams, parseTraceViewParams } from './trace-view-params.ts';

const parse = (text: string) => parseTextLink(new URLSearchParams(text));
const none = { out: null, line: null, hash: null, path: null };

it('writes places that a person can read, and reads them back', () => {
  const links = [
    { ...none, line: { from: 120, to: 134 }, hash: 'k3f9x1', out: '1' },
    { ...none, line: { from: 8, to: 8 } },
    { ...none, path: '$.segments[0].name' },
    { ...none, path: '$["odd key & more"][2].a#b\u00e9', out: '0.arguments' },
  ];
  expect(links.map(formatTextLink)).toEqual([
    'line=120-134&hash=k3f9x1&out=1',
    'line=8',
    'path=$.segments[0].name',
    'out=0.arguments&path=$[%22odd%20key%20%26%20more%22][2].a%23b%C3%A9',
  ]);
  for (const link of links) expect(parse(formatTextLink(link))).toEqual(link);
});

it('takes lines in any order and ignores what it cannot read', () => {
  expect(parse('line=134-120')?.line).toEqual({ from: 120, to: 134 });
  for (const text of [
    '',
    'line=0',
    'line=a',
    'line=1-',
    'line=1-2-3',
    'hash=abc',
    'out=1',
    'path=a.b',
    `path=$${'x'.repeat(1000)}`,
  ]) {
    expect(parse(text), text).toBeNull();
  }
  expect(parse('line=3&hash=NO!&out=../x&path=x')).toEqual({ ...none, line: { from: 3, to: 3 } });
  expect(formatTextLink({ ...none, path: `$${'x'.repeat(1000)}` })).toBe('');
  expect(formatTextLink({ ...none, out: '1' })).toBe('');
});

it('stands beside the rest of the view', () => {
  const text = 'step=step_a&call=0&line=120-134&hash=k3f9&out=1';
  const params = parseTraceViewParams(new URLSearchParams(text));
  expect(params.text).toEqual({ out: '1', line: { from: 120, to: 134 }, hash: 'k3f9', path: null });
  expect(formatTraceViewParams(params)).toBe(text);
  expect(formatTraceViewParams({ ...params, text: null })).toBe('step=step_a&call=0');
  expect(formatTraceViewParams({ step: null, call: null, tab: 'rendered', text: params.text })).toBe(
    'line=120-134&hash=k3f9&out=1',
  );
});
