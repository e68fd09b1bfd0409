import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectFolder } from './run-program.ts';
import { browserTally, parts, unitTally } from './test-parts.ts';

test('unit tests are counted, files that do not load as failed', () => {
  const tally = unitTally({
    numPassedTests: 2,
    numFailedTests: 1,
    numPendingTests: 1,
    numTodoTests: 0,
    testResults: [
      {
        name: join(projectFolder, 'a'),
        status: 'passed',
        assertionResults: [{ status: 'passed', fullName: 'a works', failureMessages: ['Error: late\n    at a'] }],
      },
      {
        name: join(projectFolder, 'b'),
        status: 'failed',
        assertionResults: [{ status: 'failed', fullName: 'b works', failureMessages: ['Error: no\n    at b'] }],
      },
      { name: 'c', status: 'passed', assertionResults: [{ status: 'skipped', fullName: 'c needs a folder' }] },
      { name: join(projectFolder, 'd'), status: 'failed', assertionResults: [] },
    ],
  });
  expect(tally).toEqual({
    passed: 2,
    failed: 2,
    skipped: 1,
    notes: [
      'failed: d could not be loaded',
      'flaky: a: a works: Error: late',
      'failed: b: b works: Error: no',
      'skipped: c needs a folder',
    ],
  });
});

test('browser tests are counted with the reasons of skips, however deep their suites lie', () => {
  const skipped = { status: 'skipped', annotations: [{ type: 'skip', description: 'no folder was named' }] };
  const report = {
    stats: { expected: 3, unexpected: 0, flaky: 1, skipped: 1 },
    errors: [],
    suites: [
      {
        suites: [
          {
            file: 'list.spec.ts',
            specs: [
              { title: 'recorded runs', tests: [skipped] },
              { title: 'tried twice', tests: [{ status: 'flaky', annotations: [] }] },
              { title: 'broken', tests: [{ status: 'unexpected', annotations: [] }] },
              { title: 'works', tests: [{ status: 'expected', annotations: [] }] },
            ],
          },
        ],
      },
    ],
  };
  expect(browserTally(report)).toEqual({
    passed: 4,
    failed: 0,
    skipped: 1,
    notes: [
      'skipped: recorded runs: no folder was named',
      'flaky: list.spec.ts: tried twice',
      'failed: list.spec.ts: broken',
    ],
  });
  expect(browserTally({ ...report, errors: [{}] }).failed).toBe(1);
});

test('the build stands before the tests that need it', () => {
  const names = parts.map((part) => part.name);
  expect(names.indexOf('build')).toBeGreaterThan(-1);
  expect(names.indexOf('build')).toBeLessThan(names.indexOf('browser'));
});
