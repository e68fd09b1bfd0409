import 'server-only';
import { isFailure } from '../../domain/failure.ts';
import { isTerminal } from '../../domain/run.ts';
import type { RunRow } from '../../domain/run-row.ts';
import { theArchive } from '../archiving/the-archive.ts';
import { processState } from '../process-state.ts';
import { findSource } from '../upstream/sources.ts';
import { forgetRun, freshRun, rememberRuns } from './known-runs.ts';

/** An unfinished run in view is read again at most this often (ms), and so many at a time. */
const AGAIN_AFTER = 3000;
const AT_ONCE = 8;
const MOST_REMEMBERED = 5000;

/** When each run was asked for last, ms since 1970. */
const asked = () => processState('runs-read-again', () => new Map<string, number>());

type Row = Pick<RunRow, 'source' | 'key' | 'status' | 'completedAt' | 'failedAt' | 'cancelledAt' | 'goneAt'>;

/** Has the unfinished runs of a list that is in view read from their sources, for the next time it is asked for. */
export function readAgain(rows: readonly Row[]): void {
  const now = Date.now();
  const due = rows.filter((row) => {
    const last = asked().get(`${row.source} ${row.key}`) ?? 0;
    if (isTerminal(row) || row.goneAt !== null || now - last <= AGAIN_AFTER) return false;
    return findSource(row.source) !== null && freshRun(row.source, row.key, now - AGAIN_AFTER) === null;
  });
  for (const { source, key } of due.slice(0, AT_ONCE)) {
    remember(`${source} ${key}`, now);
    void readOne(source, key);
  }
}

async function readOne(source: string, key: string): Promise<void> {
  try {
    const fresh = await findSource(source)?.reader.getRun(key, AbortSignal.timeout(15_000));
    if (fresh) rememberRuns([fresh]);
  } catch (error) {
    if (!isFailure(error, 'not_found')) return;
    forgetRun(source, key);
    const archive = await theArchive().catch(() => null);
    await archive?.markGone(source, key, Date.now()).catch(() => undefined);
  }
}

function remember(name: string, at: number): void {
  asked().delete(name);
  asked().set(name, at);
  if (asked().size > MOST_REMEMBERED) asked().delete(asked().keys().next().value ?? '');
}
