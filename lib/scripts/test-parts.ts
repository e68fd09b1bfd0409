import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from './run-program.ts';

/** What a part of the test run came to; `reasons` says why tests were skipped. */
export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
  reasons: string[];
}

/** One part of `npm test`: a script of package.json, and where it leaves its own count (else it counts as one test). */
export interface Part {
  name: string;
  script: string;
  args: string[];
  read?: () => Promise<Tally>;
}

/** The unit runner's report, as far as it is counted. */
export interface UnitReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: {
    name: string;
    status: string;
    assertionResults: { status: string; fullName: string }[];
  }[];
}

interface BrowserSuite {
  specs?: { title: string; tests: { status: string; annotations: { type: string; description?: string }[] }[] }[];
  suites?: BrowserSuite[];
}

/** The browser runner's report, as far as it is counted. */
export interface BrowserReport extends BrowserSuite {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  errors: unknown[];
}

const reports = join(projectFolder, 'test-results');
export const unitReport = join(reports, 'unit.json');
/** Written by the reporter that `e2e/playwright.config.ts` names. */
export const browserReport = join(reports, 'browser.json');

/** A file that could not be loaded counts as one failed test. */
export function unitTally(report: UnitReport): Tally {
  const unloaded = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  const skipped = report.testResults.flatMap((file) =>
    file.assertionResults.filter((test) => test.status !== 'passed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
    reasons: skipped.filter((test) => test.status !== 'failed').map((test) => test.fullName),
  };
}

function skipReasons(suite: BrowserSuite): string[] {
  const own = (suite.specs ?? []).flatMap((spec) =>
    spec.tests
      .filter((test) => test.status === 'skipped')
      .map(
        (test) => `${spec.title}: ${test.annotations.find((note) => note.type === 'skip')?.description ?? 'skipped'}`,
      ),
  );
  return [...own, ...(suite.suites ?? []).flatMap(skipReasons)];
}

/** What went wrong outside of tests counts as failed where no test did. */
export function browserTally(report: BrowserReport): Tally {
  const { expected, flaky, unexpected, skipped } = report.stats;
  const failed = unexpected + (unexpected === 0 ? report.errors.length : 0);
  return { passed: expected + flaky, failed, skipped, reasons: skipReasons(report) };
}

async function reported<T>(path: string): Promise<T> {
  return JSON.parse(await readFile(path, 'utf8')) as T;
}

/** In the order in which they run; the browser tests need the build. */
export const parts: readonly Part[] = [
  { name: 'types', script: 'typecheck', args: [] },
  { name: 'lint', script: 'lint:code', args: [] },
  { name: 'format', script: 'lint:format', args: [] },
  {
    name: 'unit',
    script: 'test:unit',
    args: ['--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`],
    read: async () => unitTally(await reported(unitReport)),
  },
  { name: 'build', script: 'build', args: [] },
  { name: 'browser', script: 'test:e2e', args: [], read: async () => browserTally(await reported(browserReport)) },
];
