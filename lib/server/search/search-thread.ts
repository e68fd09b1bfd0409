import 'server-only';
import type { ThreadHits } from '../../domain/search-hit.ts';
import type { LooseText } from '../archive/text-archive.ts';
import { workerFile } from '../archive/worker-file.ts';
import { WorkerLane } from '../archive/worker-lane.ts';
import { onEnd } from '../ending/ending.ts';
import { processState } from '../process-state.ts';
import type { KeptHits, KeptSearch } from './search-kept.ts';

/** Looks through a kept run on the thread for that; several searches take turns run by run. */
export function searchOnThread(wanted: KeptSearch): Promise<KeptHits> {
  return lane().call<KeptHits>('search', [wanted]);
}

/** Looks through a thread or message that stands in no run, on the same thread. */
export function searchLooseOnThread(loose: LooseText, q: string): Promise<ThreadHits> {
  return lane().call<ThreadHits>('loose', [loose, q]);
}

const lane = () =>
  processState('search-thread', () => {
    const made = new WorkerLane(workerFile('search-worker', 'lib/server/search/search-worker.ts'), null);
    onEnd('work', 'The search', () => made.close());
    return made;
  });
