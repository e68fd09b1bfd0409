import { expect, it } from 'vitest';
import type { Citation, ResultUse } from '#lib/domain/citations-model.ts';
import { citedRanges, markedPieces } from './marked-passage.ts';

const place = { step: 's', call: 0, result: 0 };
const passage = (content: number, from: number, to: number) => ({ match: { passage: [{ content, from, to }] } });
const use = (...citations: unknown[]): ResultUse => ({
  place,
  citations: citations as Citation[],
  perhaps: [],
  neverCited: false,
});

it('joins what several citations mark in one of the texts', () => {
  const cited = use(passage(0, 10, 20), passage(1, 0, 5), passage(0, 0, 4), passage(0, 15, 30), { match: null });
  expect(citedRanges(cited, 0)).toEqual([
    { from: 0, to: 4 },
    { from: 10, to: 30 },
  ]);
  expect(citedRanges(cited, 2)).toEqual([]);
  expect(citedRanges(null, 0)).toEqual([]);
});

it('cuts a text into pieces that give the text again, also where it is shorter than the ranges', () => {
  const ranges = [
    { from: 4, to: 7 },
    { from: 9, to: 99 },
  ];
  expect(markedPieces('one two three', ranges)).toEqual([
    { text: 'one ', marked: false },
    { text: 'two', marked: true },
    { text: ' t', marked: false },
    { text: 'hree', marked: true },
  ]);
  expect(markedPieces('one', [{ from: 5, to: 9 }])).toEqual([{ text: 'one', marked: false }]);
  expect(markedPieces('', ranges)).toEqual([]);
});
