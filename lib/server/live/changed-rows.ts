import 'server-only';
import type { RunRow } from '../../domain/run-row.ts';
import { theArchive } from '../archiving/the-archive.ts';
import { processState } from '../process-state.ts';
import { keptRow } from '../runs/kept-row.ts';

/** How often the archive is asked what any server has kept, while somebody listens, ms. Tests ask more often. */
const EVERY = 1_500;

/** Rows that were kept, by whatever server and from wherever; null where there is more than is told one by one. */
export type ChangeListener = (rows: readonly RunRow[] | null) => void;

interface Watch {
  listeners: Set<ChangeListener>;
  timer: NodeJS.Timeout | null;
  mark: string | null;
}

const watch = () => processState('changed-rows', (): Watch => ({ listeners: new Set(), timer: null, mark: null }));

/** Has a listener hear what is kept from now on: imports, captures and other servers' runs; gives back what ends it. */
export function onChangedRows(listener: ChangeListener, every = EVERY): () => void {
  const state = watch();
  state.listeners.add(listener);
  if (state.listeners.size === 1) {
    state.mark = null;
    look(state, every);
  }
  return () => {
    state.listeners.delete(listener);
    if (state.listeners.size > 0) return;
    clearTimeout(state.timer ?? undefined);
    state.timer = null;
  };
}

/** Looks once, and again after a while as long as anybody listens. An archive that does not answer is asked again. */
function look(state: Watch, every: number): void {
  const timer = setTimeout(
    () => {
      void tell(state)
        .catch(() => undefined)
        .finally(() => {
          if (state.timer === timer) look(state, every);
        });
    },
    state.mark === null ? 0 : every,
  ).unref();
  state.timer = timer;
}

async function tell(state: Watch): Promise<void> {
  const archive = await theArchive();
  if (!archive) {
    // So that an archive that is switched off is not asked for without a pause.
    state.mark = '';
    return;
  }
  const { mark, runs, more } = await archive.changedRuns(state.mark || null);
  const rows = await Promise.all(runs.map(keptRow));
  state.mark = mark;
  for (const listener of state.listeners) {
    if (rows.length > 0) listener(rows);
    if (more) listener(null);
  }
}
