import 'server-only';
import type { RedactionChoice, RedactionHit } from '../../domain/redaction.ts';
import { workerFile } from '../archive/worker-file.ts';
import { WorkerLane } from '../archive/worker-lane.ts';
import { onEnd } from '../ending/ending.ts';
import { processState } from '../process-state.ts';
import type { WireObject } from '../upstream/wire-store.ts';
import type { RedactedRun } from './redact-run.ts';

/** A run as it is to be shared, and what is to be taken out of it. */
export interface RunToRedact {
  /** In the order in which hits are listed. */
  objects: readonly WireObject[];
  assistant: { id: string; name: string } | null;
  choice: RedactionChoice;
  /** Language of its source. */
  dialect: string;
  /** Keys of this installation. */
  secrets: readonly string[];
}

/** Characters of the objects that the thread is sent at once: what is copied to it and back stays small. */
const PIECE = 2 * 1024 * 1024;

/** Redacts a run on the thread for that; several take turns. Throws like `Redaction`. */
export function redactOnThread(run: RunToRedact): Promise<RedactedRun> {
  return inTurn(async () => {
    await begin(run, 0);
    const objects: WireObject[] = [];
    for (const piece of piecesOf(run.objects)) objects.push(...(await lane().call<WireObject[]>('redact', [piece])));
    return { objects, ...(await finish(run)) };
  });
}

/** The hits of a run from the place `from` on, as many as are listed at once. */
export function hitsOnThread(run: RunToRedact, from: number): Promise<{ hits: RedactionHit[]; total: number }> {
  return inTurn(async () => {
    await begin(run, from);
    for (const piece of piecesOf(run.objects)) await lane().call('look', [piece]);
    return finish(run);
  });
}

async function begin({ choice, dialect, secrets, objects }: RunToRedact, from: number): Promise<void> {
  await lane().call('begin', [choice, dialect, secrets, from]);
  for (const piece of piecesOf(objects)) await lane().call('collect', [piece]);
}

function finish({ assistant }: RunToRedact): Promise<Omit<RedactedRun, 'objects'>> {
  return lane().call('finish', [assistant]);
}

function* piecesOf(objects: readonly WireObject[]): Generator<WireObject[]> {
  let piece: WireObject[] = [];
  let size = 0;
  for (const object of objects) {
    if (size > 0 && size + object.text.length > PIECE) {
      yield piece;
      [piece, size] = [[], 0];
    }
    piece.push(object);
    size += object.text.length;
  }
  yield piece;
}

/** The thread knows one run at a time. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turns = processState('redact-turns', () => ({ last: Promise.resolve<unknown>(undefined) }));
  const mine = turns.last.then(work, work);
  turns.last = mine.catch(() => undefined);
  return mine;
}

const lane = () =>
  processState('redact-thread', () => {
    const made = new WorkerLane(workerFile('redact-worker', 'lib/server/redaction/redact-worker.ts'), null);
    onEnd('work', 'The redaction', () => made.close());
    return made;
  });
