import 'server-only';
import type { RedactionChoice } from '../../domain/redaction.ts';
import { workerFile } from '../archive/worker-file.ts';
import { WorkerLane } from '../archive/worker-lane.ts';
import { onEnd } from '../ending/ending.ts';
import { processState } from '../process-state.ts';
import type { RedactedRun, RunToRedact } from './redact-run.ts';

/** Redacts a run on the thread for that; several take turns. `dialect` is that of its source. Throws like `redactRun`. */
export function redactOnThread(
  run: RunToRedact,
  choice: RedactionChoice,
  dialect: string,
  secrets: readonly string[],
): Promise<RedactedRun> {
  return lane().call<RedactedRun>('redact', [run, choice, dialect, secrets]);
}

const lane = () =>
  processState('redact-thread', () => {
    const made = new WorkerLane(workerFile('redact-worker', 'lib/server/redaction/redact-worker.ts'), null);
    onEnd('work', 'The redaction', () => made.close());
    return made;
  });
