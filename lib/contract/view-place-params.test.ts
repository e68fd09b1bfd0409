import { expect, it } from 'vitest';
import { formatTraceViewParams, parseTraceViewParams } from './trace-view-params.ts';
import { NO_PLACES, parseViewPlaces, withoutPlaces } from './view-place-params.ts';

const parse = (text: string) => parseViewPlaces(new URLSearchParams(text));
const round = (text: string) => formatTraceViewParams(parseTraceViewParams(new URLSearchParams(text)));

it('stands in the address as it is read there', () => {
  const text = 'step=step_a&image=file-a&zoom=250@0.31,0.62&sheet=open&top=12.1&top.detail=2:35.5&top.12.1=1204';
  expect(round(text)).toBe(text);
});

it('takes neither other names nor other texts, and not many', () => {
  expect(round('top=<b>&top.x%20y=1&topless=1&zoom=&sheet=a%26b&top.a.b.c.d=1&__proto__=1')).toBe('');
  expect(round(`top=${'1'.repeat(41)}`)).toBe('');
  const many = Array.from({ length: 40 }, (_, i) => `top.${i}=1`).join('&');
  expect(Object.keys(parse(many))).toHaveLength(12);
});

it('nothing is always the same nothing', () => {
  expect(parse('')).toBe(NO_PLACES);
  expect(withoutPlaces(parse('top=3'), 'top')).toBe(NO_PLACES);
});

it('leaves out by the beginning of names', () => {
  const places = parse('sheet=open&top=3&top.detail=2');
  expect(withoutPlaces(places, 'top.')).toEqual({ sheet: 'open', top: '3' });
  expect(withoutPlaces(places, 'top')).toEqual({ sheet: 'open' });
});
