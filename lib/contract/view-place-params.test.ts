import { expect, it } from 'vitest';
import { formatTraceViewParams, parseTraceViewParams } from './trace-view-params.ts';
import { INSIDE, NO_PLACES, parseViewPlaces, SCROLLED, withoutPlaces, withPlaces } from './view-place-params.ts';

const parse = (text: string) => parseViewPlaces(new URLSearchParams(text));
const round = (text: string) => formatTraceViewParams(parseTraceViewParams(new URLSearchParams(text)));

it('stands in the address as it is read there', () => {
  const text =
    'step=step_a&image=file-a&zoom=250@0.31,0.62&sheet=open&top=12.1&top.detail=2:35.5&top.12.1=1204&left.12.1=320&top.aside=1:4.25';
  expect(round(text)).toBe(text);
});

it('takes neither other names nor other texts, and not many', () => {
  expect(round('top=<b>&top.x%20y=1&topless=1&zoom=&sheet=a%26b&top.a.b.c.d=1&__proto__=1')).toBe('');
  expect(round(`top=${'1'.repeat(41)}&left.<=1&leftmost=1&left.1=%0a`)).toBe('');
  const many = Array.from({ length: 40 }, (_, i) => `top.${i}=1`).join('&');
  expect(Object.keys(parse(many))).toHaveLength(16);
  expect(Object.keys(withPlaces({ sheet: 'open' }, parse(many)))).toHaveLength(16);
});

it('nothing is always the same nothing', () => {
  expect(parse('')).toBe(NO_PLACES);
  expect(withoutPlaces(parse('top=3'), SCROLLED)).toBe(NO_PLACES);
});

it('leaves out what is named, and the places of other panes stay when something else is selected', () => {
  const places = parse(
    'sheet=open&top=3&top.detail=2&left.1=40&top.drawer=3&top.aside.1=9&top.outline=2&left.drawer.1=7',
  );
  const panes = { 'top.drawer': '3', 'top.aside.1': '9', 'top.outline': '2', 'left.drawer.1': '7' };
  expect(withoutPlaces(places, INSIDE)).toEqual({ sheet: 'open', top: '3', ...panes });
  expect(withoutPlaces(places, SCROLLED)).toEqual({ sheet: 'open' });
});
