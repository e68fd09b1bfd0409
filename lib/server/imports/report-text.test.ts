import { expect, test } from 'vitest';
import { importLine, reportLines } from './report-text.ts';

const progress = {
  id: 'i',
  state: 'reading' as const,
  bytes: 1_048_576,
  totalBytes: 2_097_152,
  files: 1,
  understood: 3,
  raw: 0,
  refused: 1,
  runs: 0,
  totalRuns: null,
  others: 0,
  totalOthers: null,
};

test('progress says what was read, then what is kept', () => {
  expect(importLine(progress)).toBe('Reading: 1.0 MB of 2.0 MB, 1 file, 3 understood, 0 raw, 1 refused');
  expect(importLine({ ...progress, totalBytes: null })).toContain('Reading: 1.0 MB, ');
  expect(importLine({ ...progress, state: 'keeping', runs: 4, totalRuns: 9 })).toBe('Keeping run 4 of 9');
});

test('the report counts, names what was refused, and steers no terminal', () => {
  const report = {
    id: 'i',
    runs: [{ source: 'file', key: 't.r' }],
    moreRuns: 1,
    expiring: 1,
    understood: 5,
    raw: 1,
    refused: [
      { file: 'a\u001b[2J.json', at: 'line 1, column 2', why: 'This is not valid JSON.' },
      { file: 'b', at: '', why: 'The file is empty.' },
    ],
    moreRefused: 2,
  };
  expect(reportLines(report)).toEqual([
    '5 objects understood, in 2 runs.',
    '1 run was over longer ago than this Runlens keeps runs (RUNLENS_RETENTION_DAYS): it is deleted within the hour.',
    '1 value of other protocols kept as raw.',
    '4 refusals:',
    '  a\ufffd[2J.json, line 1, column 2: This is not valid JSON.',
    '  b: The file is empty.',
    '  and 2 more',
  ]);
});
