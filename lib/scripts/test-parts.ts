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

interface UnitReport {
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

interface BrowserReport extends BrowserSuite {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  errors: unknown[];
}

const reports = join(projectFolder, 'test-results');
export const unitReport = join(reports, 'unit.json');
/** Written by the reporter that `e2e/playwright.config.ts` names. */
export const browserReport = join(reports, 'browser.json');

async function readUnit(): Promise<Tally> {
  const report = JSON.parse(await readFile(unitReport, 'utf8')) as UnitReport;
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

async function readBrowser(): Promise<Tally> {
  const report = JSON.parse(await readFile(browserReport, 'utf8')) as BrowserReport;
  const { expected, flaky, unexpected, skipped } = report.stats;
  const failed = unexpected + (unexpected === 0 ? report.errors.length : 0);
  return { passed: expected + flaky, failed, skipped, reasons: skipReasons(report) };
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
    read: readUnit,
  },
  { name: 'build', script: 'build', args: [] },
  { name: 'browser', script: 'test:e2e', args: [], read: readBrowser },
];
