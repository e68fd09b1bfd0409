import { expect, test } from 'vitest';
import { browserTally, parts, unitTally } from './test-parts.ts';

test('unit tests are counted, files that do not load as failed', () => {
  const tally = unitTally({
    numPassedTests: 2,
    numFailedTests: 1,
    numPendingTests: 1,
    numTodoTests: 0,
    testResults: [
      { name: 'a', status: 'passed', assertionResults: [{ status: 'passed', fullName: 'a works' }] },
      { name: 'b', status: 'failed', assertionResults: [{ status: 'failed', fullName: 'b works' }] },
      { name: 'c', status: 'passed', assertionResults: [{ status: 'skipped', fullName: 'c needs a folder' }] },
      { name: 'd', status: 'failed', assertionResults: [] },
    ],
  });
  expect(tally).toEqual({ passed: 2, failed: 2, skipped: 1, reasons: ['c needs a folder'] });
});

test('browser tests are counted with the reasons of skips, however deep their suites lie', () => {
  const skipped = { status: 'skipped', annotations: [{ type: 'skip', description: 'no folder was named' }] };
  const report = {
    stats: { expected: 3, unexpected: 0, flaky: 1, skipped: 1 },
    errors: [],
    suites: [{ suites: [{ specs: [{ title: 'recorded runs', tests: [skipped] }] }] }],
  };
  expect(browserTally(report)).toEqual({
    passed: 4,
    failed: 0,
    skipped: 1,
    reasons: ['recorded runs: no folder was named'],
  });
  expect(browserTally({ ...report, errors: [{}] }).failed).toBe(1);
});

test('the build stands before the tests that need it', () => {
  const names = parts.map((part) => part.name);
  expect(names.indexOf('build')).toBeGreaterThan(-1);
  expect(names.indexOf('build')).toBeLessThan(names.indexOf('browser'));
});
