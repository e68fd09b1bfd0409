import 'server-only';
import { workerFile } from '../archive/worker-file.ts';
import { WorkerLane } from '../archive/worker-lane.ts';
import { onEnd } from '../ending/ending.ts';
import { processState } from '../process-state.ts';
import type { KeptHits, KeptSearch } from './search-kept.ts';

/** Looks through a kept run on the thread for that; several searches take turns run by run. */
export function searchOnThread(wanted: KeptSearch): Promise<KeptHits> {
  return lane().call<KeptHits>('search', [wanted]);
}

const lane = () =>
  processState('search-thread', () => {
    const made = new WorkerLane(workerFile('search-worker', 'lib/server/search/search-worker.ts'), null);
    onEnd('work', 'The search', () => made.close());
    return made;
  });
