import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { KeptImports, missingAtServer, sendImport } from './kept-imports.ts';
import { madeImport, type MadeImport, type MadeRun } from './made-import.ts';
import { freePort, type Started, startApp } from './server-process.ts';

/** What came of killing the server again and again. */
export interface KillReport {
  rounds: number;
  sent: number;
  acknowledged: number;
  /** Imports that were cut by the kill, and runs of them that were kept by then. */
  cut: number;
  runsOfCut: number;
  runsChecked: number;
  /** What was lost or half there, in words; nothing where all is well. */
  faults: string[];
}

/** Runs looked at over HTTP of one import; in the tables all are. */
const AT_SERVER = 3;
const SOONEST_MS = 100;
const LATEST_MS = 5000;

/**
 * Starts the built server, sends it imports of several sizes at once, kills it at some moment and starts it again, so many
 * times, at most `latest` ms after they were sent. After each kill every acknowledged import must be there whole, and of others no run by halves.
 */
export async function killRounds(
  rounds: number,
  tell: (line: string) => void,
  latest = LATEST_MS,
): Promise<KillReport> {
  const folder = await mkdtemp(join(tmpdir(), 'runlens-kill-'));
  const report: KillReport = { rounds: 0, sent: 0, acknowledged: 0, cut: 0, runsOfCut: 0, runsChecked: 0, faults: [] };
  const kept: MadeRun[] = [];
  let again: MadeImport[] = [];
  let seen: MadeRun[] = [];
  for (let round = 0; round < rounds; round++) {
    const [app, origin] = await started(folder);
    // What the round before acknowledged is found by the server that was started after the kill.
    for (const run of seen) report.faults.push(...(await missingAtServer(origin, run)).map((one) => `server: ${one}`));
    const imports = [...again.slice(0, 1), ...importsOf(round)];
    const pause = SOONEST_MS + Math.random() * (latest - SOONEST_MS);
    const answers = imports.map(async ({ body }) => (await sendImport(origin, body))?.status ?? 0);
    await Promise.race([Promise.all(answers), setTimeout(pause)]);
    app.child.kill('SIGKILL');
    const statuses = await Promise.all(answers);
    await app.ended;
    const done = imports.filter((_, i) => statuses[i] === 201);
    again = imports.filter((_, i) => statuses[i] !== 201);
    kept.push(...done.flatMap(({ runs }) => runs));
    seen = done.flatMap(({ runs }) => runs.slice(0, AT_SERVER));
    check(folder, kept, again, report);
    report.rounds++;
    report.sent += imports.length;
    report.acknowledged += done.length;
    report.cut += again.length;
    const odd = statuses.filter((status) => status !== 201 && status !== 0);
    report.faults.push(...odd.map((status) => `an import was answered ${status}`));
    tell(`round ${round + 1}: killed after ${pause.toFixed(0)} ms, ${done.length} of ${imports.length} acknowledged`);
  }
  const [app, origin] = await started(folder);
  for (const run of seen) report.faults.push(...(await missingAtServer(origin, run)).map((one) => `server: ${one}`));
  await app.stop();
  await rm(folder, { recursive: true, force: true });
  return report;
}

async function started(folder: string): Promise<[Started, string]> {
  const port = await freePort();
  const app = startApp({ PORT: String(port), RUNLENS_DATA_DIR: folder, RUNLENS_SAMPLE: '0' });
  await app.until(/Runlens on /);
  return [app, `http://localhost:${port}`];
}

/** A large import, a middle one and some small ones, each with runs of its own. */
function importsOf(round: number): MadeImport[] {
  const large = madeImport(`r${round}l`, 300, 8, 2500);
  const middle = madeImport(`r${round}m`, 40, 5);
  const small = [0, 1, 2, 3].map((n) => madeImport(`r${round}s${n}`, 1 + n, 3, 200));
  return [small[0], large, small[1], middle, small[2], small[3]].filter((one) => one !== undefined);
}

function check(folder: string, kept: readonly MadeRun[], cut: readonly MadeImport[], report: KillReport): void {
  const tables = new KeptImports(folder);
  try {
    const integrity = tables.integrity();
    if (integrity !== 'ok') report.faults.push(`integrity: ${integrity}`);
    const partly = cut.flatMap(({ runs }) => runs).filter((run) => tables.has(run));
    report.runsOfCut += partly.length;
    for (const run of kept) report.faults.push(...tables.missing(run).map((one) => `acknowledged: ${one}`));
    for (const run of partly) report.faults.push(...tables.missing(run).map((one) => `half kept: ${one}`));
    report.runsChecked += kept.length + partly.length;
  } finally {
    tables.close();
  }
}
