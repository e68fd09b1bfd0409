import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { projectFolder } from './run-program.ts';

/** What a part of the test run came to; `notes` names the tests that failed, were flaky or were skipped, and why. */
export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
  notes: string[];
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
    assertionResults: { status: string; fullName: string; failureMessages?: string[] }[];
  }[];
}

interface BrowserSuite {
  file?: string;
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

/** A file that could not be loaded counts as one failed test; a test that passed only when it was tried again is flaky. */
export function unitTally(report: UnitReport): Tally {
  const unloaded = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  const notes = report.testResults.flatMap((file) =>
    file.assertionResults.flatMap(({ status, fullName, failureMessages: [why] = [] }) => {
      if (status === 'passed' && why === undefined) return [];
      if (status !== 'passed' && status !== 'failed') return [`skipped: ${fullName}`];
      const about = `${relative(projectFolder, file.name)}: ${fullName}: ${why?.split('\n', 1)[0] ?? ''}`;
      return [`${status === 'passed' ? 'flaky' : 'failed'}: ${about}`];
    }),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
    notes: [...unloaded.map((file) => `failed: ${relative(projectFolder, file.name)} could not be loaded`), ...notes],
  };
}

/** A test that passed only when it was tried again is flaky. */
function browserNotes(suite: BrowserSuite): string[] {
  const own = (suite.specs ?? []).flatMap((spec) =>
    spec.tests.flatMap(({ status, annotations }) => {
      const why = annotations.find((note) => note.type === 'skip')?.description ?? 'skipped';
      if (status === 'skipped') return [`skipped: ${spec.title}: ${why}`];
      if (status === 'expected') return [];
      return [`${status === 'flaky' ? 'flaky' : 'failed'}: ${suite.file ?? ''}: ${spec.title}`];
    }),
  );
  return [...own, ...(suite.suites ?? []).flatMap(browserNotes)];
}

/** What went wrong outside of tests counts as failed where no test did. */
export function browserTally(report: BrowserReport): Tally {
  const { expected, flaky, unexpected, skipped } = report.stats;
  const failed = unexpected + (unexpected === 0 ? report.errors.length : 0);
  return { passed: expected + flaky, failed, skipped, notes: browserNotes(report) };
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
